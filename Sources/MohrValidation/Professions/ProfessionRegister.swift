// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

/// What licensing bodies say of those they license, as verdicts are given by it: in memory, never changed.
public struct ProfessionRegister: Sendable {
    /// One body's word.
    public struct Chapter: Sendable {
        /// Whose it is.
        public let body: LicensingBody
        /// The newest feed that was taken.
        public let head: FeedHead
        /// What is said of each licence.
        public let licences: LicenceTable

        /// Puts a chapter together.
        public init(_ body: LicensingBody, head: FeedHead, licences: LicenceTable) {
            self.body = body
            self.head = head
            self.licences = licences
        }
    }

    /// The bodies that are heard, with what they said.
    public let chapters: [Chapter]

    /// Changes whenever an answer could; part of the snapshot's identity.
    ///
    /// A feed names the digest of the one before, so the newest one's says all.
    public let revision: String

    /// Puts chapters together.
    public init(_ chapters: [Chapter] = []) {
        self.chapters = chapters
        revision = chapters.map { chapter in
            let body = chapter.body
            let professions = body.professions.map(\.dotted).sorted().joined(separator: ",")
            return "\(body.name) \(body.register) \(body.seal) \(body.maximumAgeSeconds) \(professions)"
                + " #\(chapter.head.sequence) \(Hex.encode(chapter.head.sha256))"
        }.sorted().joined(separator: "\n")
    }

    /// The register after a feed.
    ///
    /// - Parameter signed: the next feed of its body.
    /// - Returns: another register; the same when the feed was taken before.
    /// - Throws: ``ProfessionFeedError``, if it does not follow what was taken.
    public func applying(_ signed: SignedFeed) throws(ProfessionFeedError) -> ProfessionRegister {
        let standing = chapters.first { $0.body.name == signed.body.name }
        guard try FeedHead.admits(signed.feed, sha256: signed.sha256, after: standing?.head) else { return self }
        let table: LicenceTable
        switch (signed.feed.kind, standing) {
        case (.change, .some(let chapter)): table = chapter.licences.applying(signed.feed.licences)
        default: table = LicenceTable().applying(signed.feed.licences)
        }
        let others = chapters.filter { $0.body.name != signed.body.name }
        return ProfessionRegister(others + [Chapter(signed.body, head: signed.head, licences: table)])
    }

    /// What is said of a certificate's holder.
    ///
    /// - Parameter certificate: any; whether it is one to rely on is another question.
    /// - Returns: `nil` when no body is heard for the holder's profession.
    public func facts(of certificate: Certificate) -> ProfessionalFacts? { facts(of: SignerReport(certificate)) }

    /// What is said of a signer.
    ///
    /// - Parameter signer: by the certificate.
    /// - Returns: `nil` when no body is heard for the signer's profession.
    func facts(of signer: SignerReport) -> ProfessionalFacts? {
        guard !signer.professionOIDs.isEmpty, let licence = signer.licenceNumber,
            let chapter = chapters.first(where: {
                $0.body.speaks(for: signer.certificate, of: signer.professionOIDs)
            })
        else { return nil }
        return chapter.facts(of: licence)
    }
}

extension ProfessionRegister.Chapter {
    /// What is said of a licence.
    ///
    /// - Parameter licence: as a certificate has it.
    /// - Returns: facts; without periods when the body does not know it.
    public func facts(of licence: String) -> ProfessionalFacts {
        // Plain digits without a zero in front are in the one form already.
        let isPlain = licence.utf8.allSatisfy { (0x30...0x39).contains($0) } && licence.utf8.first != 0x30
        let number = isPlain ? licence : body.register.canonical(licence)
        return ProfessionalFacts(
            source: body.name, asOf: head.issuedAt, goodUntil: body.end(of: head.issuedAt, head.nextUpdate),
            periods: number.flatMap { licences.periods(of: $0) })
    }
}
