// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import MohrValidation
public import PKIX

/// What a pack means to whoever opened it.
///
/// The pack brings its own anchors and its own policy. Neither is trust: who can write a pack can write both. Without an
/// anchor of the caller's, or under a policy that is not this program's, the verdict is repeated but decides nothing.
public struct PackVerdict: Sendable {
    /// The pack.
    public let pack: OpenedPack
    /// The report for the caller; the one inside when nothing else was asked.
    public let report: ValidationReport?
    /// Whether the caller named an anchor.
    public let hasAnchors: Bool
    /// Whether the policy is this program's own.
    public let hasPolicy: Bool
    /// Why what licensing bodies say in the pack is not believed under the caller's anchors, at the caller's time; `nil`
    /// when it is, and when there is none.
    let refusedFeed: (number: Int, cause: ProfessionFeedError)?
    /// Whether another time or purpose was asked for than the pack was made for.
    public let isAnew: Bool
    /// Who says at what time the evidence is judged.
    public let timeFrom: TimeFrom
    private let believesItsTime: Bool

    /// Who says at what time a pack's evidence is judged.
    public enum TimeFrom: String, Sendable {
        /// A time stamp or a receipt in the pack that the anchors vouch for.
        case evidence
        /// Whoever asks.
        case caller
        /// Whoever made the pack: somebody whose certificate was revoked can name an earlier time, with a list of then.
        case pack
    }

    /// Judges a pack for a caller.
    ///
    /// - Parameters:
    ///   - pack: as opened.
    ///   - anchors: whom the caller trusts.
    ///   - time: another time than the pack's; `nil` for the pack's own.
    ///   - policy: another policy than the pack's; `nil` for the pack's own.
    ///   - policies: what this program or this house asks for each purpose.
    ///   - believesItsTime: whether a time that only the pack names is one to judge at. Who repeats a verdict asks what it
    ///     was at that time; who asks whether a document is genuine does not know who chose the time.
    public init(
        _ pack: OpenedPack, trusting anchors: [Certificate], at time: ReferenceTime? = nil,
        policy: ValidationPolicy? = nil, among policies: [ValidationPolicy] = StandardPolicies.all,
        believesItsTime: Bool = true
    ) {
        self.pack = pack
        self.believesItsTime = believesItsTime
        hasAnchors = !anchors.isEmpty
        isAnew = time != nil || policy != nil
        guard var inputs = pack.inputs else {
            report = nil
            refusedFeed = nil
            hasPolicy = false
            timeFrom = .pack
            return
        }
        if let time { inputs.time = time }
        if let policy { inputs.policy = policy }
        hasPolicy = policies.contains { $0.id == inputs.policy.id }
        if hasAnchors {
            let common = inputs.anchors.filter { anchors.contains($0) }
            // Another anchor may vouch for the same path.
            inputs.anchors = common.isEmpty ? anchors : common
        }
        var refused: (Int, ProfessionFeedError)?
        var found: ValidationReport?
        do throws(VerificationInputs.Failure) {
            found = try inputs.report()
        } catch {
            if case .feed(let number, let cause) = error {
                refused = (number, cause)
                // What the rest comes to is shown; it accepts nothing.
                inputs.feeds = []
                found = try? inputs.report()
            }
        }
        refusedFeed = refused
        report = found
        timeFrom = Self.timeFrom(time, found)
    }

    private static func timeFrom(_ asked: ReferenceTime?, _ report: ValidationReport?) -> TimeFrom {
        if asked != nil { return .caller }
        if let source = report?.referenceTime.source, [.timestamp, .receipt].contains(source) { return .evidence }
        return .pack
    }

    private var hasTime: Bool { believesItsTime || timeFrom != .pack }

    /// What to do: nothing is accepted that the caller's own trust does not carry.
    public var decision: Decision {
        guard pack.isWhole, let report else { return .reject }
        guard hasAnchors, hasPolicy, hasTime, refusedFeed == nil else {
            return report.decision == .reject ? .reject : .cannotDecide
        }
        return report.decision
    }

    /// Whether the report is the caller's own, so that it may stand alone.
    public var standsAlone: Bool {
        pack.isWhole && hasAnchors && hasPolicy && hasTime && refusedFeed == nil && report != nil
    }

    /// Whether the report for the caller is the one inside, byte for byte.
    public var isRepeated: Bool { reportBytes == pack.reportBytes }

    private var reportBytes: [UInt8]? { report.map { JSONWriter.bytes(ReportJSON.value(of: $0), .indented) } }

    /// For programs: the report itself, byte for byte, when it stands alone; else what may be believed, around it.
    public var json: JSONValue {
        if standsAlone, let report { return ReportJSON.value(of: report) }
        let failure: SubIndication =
            pack.isWhole
            ? (hasAnchors && refusedFeed == nil ? .policyProcessingError : .noCertificateChainFound) : .formatFailure
        let isRejected = pack.isWhole && decision == .reject
        return [
            "decision": .string(decision.rawValue),
            "indication": .string(isRejected ? report?.indication.rawValue ?? "" : failure.indication.rawValue),
            "subIndication": isRejected
                ? JSONValue(report?.subIndication?.rawValue) : .string(failure.rawValue),
            "pack": [
                "isWhole": .boolean(pack.isWhole), "isRepeated": .boolean(isRepeated),
                "reportSHA256": .string(Hex.encode(DigestAlgorithm.sha256.digest(pack.reportBytes))),
                "anchorsFrom": hasAnchors ? "caller" : "pack", "policyFrom": hasPolicy ? "program" : "pack",
                "timeFrom": .string(timeFrom.rawValue), "seal": .string(sealWord),
                "professions": pack.inputs?.feeds.isEmpty ?? true
                    ? "none" : refusedFeed == nil ? "believed" : "notBelieved",
                "findings": .array(
                    pack.findings.map { finding in
                        [
                            "code": .string(finding.code.rawValue),
                            "severity": finding.isError ? "error" : "warning",
                            "en": .string(finding.sentence(in: .english)),
                            "fa": .string(finding.sentence(in: .persian)),
                        ]
                    }),
            ],
            "report": report.map { ReportJSON.value(of: $0) } ?? .null,
        ]
    }

    /// For people: what the pack is worth, line by line; the report's own lines are ``ReportText``'s.
    ///
    /// - Parameter language: the reader's.
    /// - Returns: lines without their ends.
    public func lines(in language: Language) -> [String] {
        func said(_ key: String, _ facts: [String: String] = [:]) -> String {
            Catalogue.sentence(key, facts, in: language)
        }
        var lines = pack.findings.map { $0.sentence(in: language) }
        guard pack.isWhole else { return [said("pack.refused")] + lines }
        if !hasAnchors {
            let anchors = pack.inputs?.anchors ?? []
            lines += anchors.map {
                said("pack.trust.anchors", ["name": $0.subject.description, "sha256": Hex.encode($0.sha256)])
            }
            if anchors.isEmpty { lines.append(said("pack.trust.none")) }
        }
        if !hasPolicy { lines.append(said("pack.trust.policy", ["policy": pack.inputs?.policy.id ?? "–"])) }
        if timeFrom == .pack, let time = report?.referenceTime.value {
            lines.append(said("pack.trust.time", ["time": time.rfc3339]))
        }
        if let refusedFeed {
            lines.append(
                said(
                    "pack.trust.professions",
                    [
                        "file": PackNames.feed(refusedFeed.number),
                        "cause": refusedFeed.cause.statement.sentence(in: language),
                    ]))
        }
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(pack.reportBytes))
        if isRepeated {
            lines.append(said("pack.repeated", ["sha256": digest]))
        } else if pack.isRepeated {
            lines.append(said(isAnew ? "pack.anew" : "pack.otherAnchors", ["sha256": digest]))
        } else {
            lines.append(said("pack.otherWording", ["sha256": digest]))
        }
        switch pack.seal {
        case .nobodys: lines.append(said("pack.seal.nobodys"))
        case .trusted(let name, let time):
            lines.append(said("pack.seal.trusted", ["name": name, "time": time.rfc3339]))
        case .unknown(let name): lines.append(said("pack.seal.unknown", ["name": name]))
        case .broken: break
        }
        return lines
    }

    private var sealWord: String {
        switch pack.seal {
        case .nobodys: "nobodys"
        case .trusted: "trusted"
        case .unknown: "unknown"
        case .broken: "broken"
        }
    }
}
