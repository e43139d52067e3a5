// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// The authorities that are served: those of the configuration, and whoever a ceremony put in the place of one.
///
/// So nothing has to be written anywhere after a roll-over or a re-key: the successor is served as the one it follows
/// is, which goes on signing its lists and answers until its certificate ends.
struct ServedAuthorities {
    /// One authority.
    struct Authority {
        let name: String
        /// Whether its key is opened here.
        let isOnline: Bool
        /// Whether another takes its place: then it issues nothing new to people.
        let isSucceeded: Bool
    }

    /// In the configuration's order, each followed by its successors.
    private(set) var all: [Authority] = []

    /// The authorities' certificates, by name.
    private(set) var certificates: [String: Certificate] = [:]

    /// Links of a roll-over and cross-certificates, by name.
    private(set) var links: [String: Certificate] = [:]

    /// Reads who is served.
    ///
    /// - Throws: ``ServiceError/authorityNotOnRecord(name:known:)``, ``ServiceError/records(_:)``,
    ///   ``ServiceError/certificate(file:_:)``.
    init(_ configuration: Configuration, _ records: Records) throws(ServiceError) {
        let successors = try MohrService.records { () throws(RecordsError) in try records.authoritySuccessors() }
        let known = try MohrService.records { () throws(RecordsError) in try records.authorities() }
        for authority in configuration.authorities {
            var name: String? = authority.name
            while let next = name, !all.contains(where: { $0.name == next }) {
                let certificate = known.first { $0.name == next }?.certificate
                guard let certificate else {
                    throw .authorityNotOnRecord(name: next, known: known.map(\.name))
                }
                all.append(
                    Authority(name: next, isOnline: authority.isOnline, isSucceeded: successors[next] != nil))
                certificates[next] = try Self.certificate(certificate, next)
                name = successors[next]
            }
        }
        for link in try MohrService.records({ () throws(RecordsError) in try records.authorityLinks() }) {
            links[link.name] = try Self.certificate(link.certificate, link.name)
        }
    }

    private static func certificate(_ der: [UInt8], _ name: String) throws(ServiceError) -> Certificate {
        do throws(PKIXError) {
            return try Certificate(der: der)
        } catch {
            throw .certificate(file: name, error)
        }
    }
}
