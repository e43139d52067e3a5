// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// Seven certificates of an office for an inspector: every dependency class, two that were revoked, then those that are
/// worth a look.
///
/// A function of the candidates and a seed: the seed is in the audit log, so that anyone can draw the same sample again
/// and see that nobody chose it.
///
/// - SeeAlso: the inspection form of the registration offices: seven a visit; classes, revoked, incomplete, lived at
///   most 60 days, many of one person, oldest, newest, night work.
struct InspectionSample: Equatable {
    /// Why one is in the sample.
    enum Ground: String, CaseIterable {
        /// The only one of its dependency class, or drawn among those.
        case dependencyClass
        /// It was revoked.
        case revoked
        /// Its application lacks what it should have.
        case incomplete
        /// It was revoked within 60 days.
        case shortLived
        /// Its holder has many.
        case crowd
        /// The first of the office.
        case oldest
        /// The last of the office.
        case newest
        /// It was approved at night.
        case night
        /// Drawn among the rest.
        case drawn
    }

    struct Choice: Equatable {
        let candidate: InspectionCandidate
        let ground: Ground
    }

    let choices: [Choice]

    static let size = 7
    private static let revokedAtLeast = 2
    private static let shortLife: Int64 = 60 * 86_400

    /// Draws a sample.
    ///
    /// - Parameters:
    ///   - candidates: all certificates of the office.
    ///   - seed: what the draw depends on; any text.
    ///   - classes: the dependency class of each profile.
    init(of candidates: [InspectionCandidate], seed: String, classes: [String: SubjectClass]) {
        let order = candidates.map { (Self.place(of: $0, seed: seed), $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
        var draw = Draw(rest: order)
        for wanted in SubjectClass.allCases {
            draw.take(.dependencyClass) { classes[$0.profile] == wanted }
        }
        while draw.chosen.filter({ $0.candidate.revoked != nil }).count < Self.revokedAtLeast,
            draw.take(.revoked, where: { $0.revoked != nil })
        {}
        let crowds = Dictionary(grouping: candidates) { $0.person ?? "" }.filter {
            !$0.key.isEmpty && $0.value.count >= 3
        }
        let grounds: [(Ground, (InspectionCandidate) -> Bool)] = [
            (.revoked, { $0.revoked != nil }),
            (.incomplete, { !$0.isComplete }),
            (.shortLived, { one in one.revoked.map { $0.seconds(since: one.filed) <= Self.shortLife } ?? false }),
            (.crowd, { $0.person.map { crowds[$0] != nil } ?? false }),
            (.oldest, { $0.reference == candidates.first?.reference }),
            (.newest, { $0.reference == candidates.last?.reference }),
            (.night, { $0.approved.map { OfficeAnomalies.isNight($0) } ?? false }),
        ]
        // One of each kind in turn, so that no kind fills the sample.
        while !draw.isFull {
            let before = draw.chosen.count
            for (ground, test) in grounds { draw.take(ground, where: test) }
            if draw.chosen.count == before, !draw.take(.drawn, where: { _ in true }) { break }
        }
        choices = draw.chosen
    }

    /// Where the seed puts a candidate: nobody can know before the seed is drawn.
    private static func place(of candidate: InspectionCandidate, seed: String) -> [UInt8] {
        DigestAlgorithm.sha256.digest(Array("\(seed)\n\(candidate.reference)".utf8))
    }

    private struct Draw {
        var rest: [InspectionCandidate]
        var chosen: [Choice] = []

        var isFull: Bool { chosen.count >= InspectionSample.size }

        @discardableResult
        mutating func take(_ ground: Ground, where test: (InspectionCandidate) -> Bool) -> Bool {
            guard !isFull, let index = rest.firstIndex(where: test) else { return false }
            chosen.append(Choice(candidate: rest.remove(at: index), ground: ground))
            return true
        }
    }
}
