// SPDX-License-Identifier: Apache-2.0
public import DER
import JSON
import PKIX

/// A feed as it is kept: the signature, with the document in it or beside it; nothing of it is believed yet.
public struct FeedFile: Sendable, Hashable {
    /// CAdES, out of PEM.
    public let signature: [UInt8]
    /// The document, when it is not in the signature.
    public let document: [UInt8]?

    /// Names the bytes.
    ///
    /// - Parameters:
    ///   - signature: CAdES.
    ///   - document: what it is over; `nil` when that is in it.
    public init(_ signature: [UInt8], document: [UInt8]? = nil) {
        self.signature = signature
        self.document = document
    }

    /// Opens the feed without a house's configuration.
    ///
    /// Whose word counts then says the authority: the holders' certificates name the organisation that admitted them,
    /// and the feed has to be signed under a certificate of an organisation of that very name.
    ///
    /// - Parameters:
    ///   - time: the moment that is asked about.
    ///   - snapshot: what to judge its signature by.
    ///   - timeliness: whether it has to be current.
    /// - Returns: the feed, its signature judged.
    /// - Throws: ``ProfessionFeedError``.
    public func opened(
        at time: Instant, against snapshot: TrustSnapshot, timeliness: SignedFeed.Timeliness
    ) throws(ProfessionFeedError) -> SignedFeed {
        let message = try? SignedData(der: signature)
        let signer = message?.certificates.lazy.compactMap { try? Certificate(der: Array($0)) }.first { certificate in
            message?.signerInfos.first?.identifier.matches(certificate) == true
        }
        let bytes = document ?? message?.content.map { Array($0) } ?? []
        let said = try? JSONReader.read(bytes, limit: ProfessionFeed.maximumBytes, depth: 8)
        let isTrade = signer?.certificatePolicies?.identifiers.contains(MohrOID.tradeOrganisationPolicy) == true
        let body = LicensingBody(
            name: said?["body"]?.text ?? "–",
            professions: isTrade
                ? [MohrOID.trader] : [MohrOID.physician, MohrOID.dentist, MohrOID.pharmacist, MohrOID.midwife],
            register: isTrade ? .commercialCard : .medicalCouncil,
            seal: .admissionAuthority(signer?.subject.value(of: OID.organizationName) ?? "–"),
            maximumAgeSeconds: 31_622_400)
        // A feed from after the moment that is asked about still says what held at it.
        let issued = said?["issuedAt"]?.text.flatMap { Instant(rfc3339: $0) } ?? time
        return try SignedFeed(
            signature, document: document, from: [body], at: timeliness == .current ? time : max(time, issued),
            against: snapshot, timeliness: timeliness)
    }
}

extension ProfessionRegister {
    /// The register after a feed that was named by whoever asks, however old it is.
    ///
    /// - Parameters:
    ///   - file: the next feed of its body.
    ///   - time: the moment that is asked about.
    ///   - snapshot: what to judge its signature by.
    /// - Returns: another register, and the feed as it was believed.
    /// - Throws: ``ProfessionFeedError``.
    public func applying(
        _ file: FeedFile, at time: Instant, against snapshot: TrustSnapshot
    ) throws(ProfessionFeedError) -> (register: ProfessionRegister, signed: SignedFeed) {
        let signed = try file.opened(at: time, against: snapshot, timeliness: .any)
        // Feeds name their body themselves: another organisation must not speak on under a name that is taken.
        if let standing = chapters.first(where: { $0.body.name == signed.body.name })?.body,
            standing.seal != signed.body.seal
        {
            throw .signer(seen: signed.body.seal.organisation, allowed: [standing.seal.organisation])
        }
        return (try applying(signed), signed)
    }
}

extension LicensingBody.Seal {
    fileprivate var organisation: String {
        switch self {
        case .identifier(let name), .admissionAuthority(let name): name
        }
    }
}
