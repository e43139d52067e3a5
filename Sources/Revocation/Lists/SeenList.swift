// SPDX-License-Identifier: Apache-2.0
public import PKIX
public import Records

/// A list that left the house and was kept by somebody: a witness of what the records said then.
///
/// Whoever holds a home's files can make its records say anything, but cannot sign what others keep.
///
/// - SeeAlso: ``LogCheckpoint``; ``RecordedListCheck``, which compares its entries.
public struct SeenList: Sendable, Hashable {
    /// Whose list.
    public let authority: String

    /// Which part, as the records call it.
    public let scope: String

    /// Its `cRLNumber`.
    public let number: Int64

    /// The head of the audit log that it carries; `nil` if it has none.
    public let head: AuditHead?

    /// The list.
    public let list: CertificateList

    /// Reads a list as one of a house's.
    ///
    /// - Parameters:
    ///   - list: the list; its signature is checked under the certificates on record.
    ///   - records: the house's, however old.
    /// - Throws: ``RevocationError/listUnverified(authority:scope:)`` when no authority on record signed it;
    ///   ``RevocationError/records(_:)``.
    public init(_ list: CertificateList, in records: Records) throws(RevocationError) {
        guard let authority = try RecordedListCheck.authority(of: list, in: records) else {
            throw .listUnverified(authority: "\(list.issuer)", scope: "–")
        }
        self.authority = authority
        scope = RecordedListCheck.part(of: list, authority: authority).scope
        number = list.number
        head = LogCheckpoint.read(from: list)
        self.list = list
    }
}
