// SPDX-License-Identifier: Apache-2.0
public import PKIX
import Records

/// Whether a full list and a delta to it together say what the records say.
///
/// - SeeAlso: RFC 5280 5.2.4 ("the combination … has the same effect as a complete list").
public struct DeltaCompletion: Sendable {
    private let authority: String
    private let index: any IssuedCertificates

    /// Takes what to compare with.
    ///
    /// - Parameters:
    ///   - authority: whose lists.
    ///   - index: every issued certificate.
    public init(authority: String, index: any IssuedCertificates) {
        self.authority = authority
        self.index = index
    }

    /// Refuses a delta that would leave someone with another list than the full one of the same moment.
    ///
    /// - Parameters:
    ///   - delta: the delta list.
    ///   - base: a full list that it may be put together with.
    /// - Throws: ``RevocationError/deltaDiffers(authority:first:count:)``.
    /// - Complexity: linear in the number of certificates, times two searches.
    public func check(_ delta: CertificateList, on base: CertificateList) throws(RevocationError) {
        var wrong = Objections()
        var listed = 0
        index.forEachIssued { reference, certificate in
            guard reference.authority == authority else { return }
            let told = Self.entry(reference.serial, delta, base)
            if told != RevokedEntry(reference.serial, certificate.presented) { wrong.add(reference.serial) }
            if told != nil { listed += 1 }
        }
        // What is listed and was never issued was not met above.
        let removed = delta.entries.lazy.filter {
            $0.reason == .removeFromCRL && base.entry(for: $0.serialNumber, issuer: base.issuer) != nil
        }.count
        let added = delta.entries.lazy.filter {
            $0.reason != .removeFromCRL && base.entry(for: $0.serialNumber, issuer: base.issuer) == nil
        }.count
        let strangers = base.entries.count - removed + added - listed
        if strangers != 0, wrong.first == nil {
            let stranger = (Array(delta.entries.map(\.serialNumber)) + base.entries.map(\.serialNumber)).first {
                index.issued(CertificateReference(authority: authority, serial: $0)) == nil
            }
            if let stranger { wrong.add(stranger) }
        }
        if let first = wrong.first {
            throw .deltaDiffers(authority: authority, first: first, count: max(wrong.count, abs(strangers)))
        }
    }

    private static func entry(
        _ serial: SerialNumber, _ delta: CertificateList, _ base: CertificateList
    ) -> RevokedEntry? {
        guard let newer = delta.entry(for: serial, issuer: delta.issuer) else {
            return base.entry(for: serial, issuer: base.issuer)
        }
        return newer.reason == .removeFromCRL ? nil : newer
    }
}
