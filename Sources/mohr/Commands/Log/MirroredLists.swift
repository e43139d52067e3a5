// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records
import Revocation
import Transparency

/// Heads that relying parties kept without knowing it: in the revocation lists that they fetched.
enum MirroredLists {
    /// The heads in the lists that a command line names.
    ///
    /// - Parameters:
    ///   - arguments: with `--crl`, and `--issuer` for the certificates that the lists are signed under.
    ///   - origin: the log's name, which the lists do not say.
    /// - Returns: one a list.
    /// - Throws: ``CommandFailure`` for a list that no issuer signed, ``UsageError``.
    static func heads(in arguments: Arguments, origin: String) throws -> [Checkpoint] {
        let files = arguments.all("crl")
        guard !files.isEmpty else { return [] }
        let issuers = try InputFiles.certificates(in: arguments.all("issuer"))
        guard !issuers.isEmpty else { throw UsageError.optionMissing("issuer") }
        return try files.map { file in
            let list = try InputFiles.keptList(file)
            // Anybody can write a list with a head in it; only the house's says what the house said.
            let isSigned = issuers.contains { issuer in
                guard issuer.subject == list.issuer, let key = try? issuer.publicKey() else { return false }
                return list.isSigned(by: key)
            }
            guard isSigned else { throw CommandFailure(.input, "log.list.foreign", ["file": file]) }
            guard let head = LogCheckpoint.read(from: list) else {
                throw CommandFailure(.input, "log.list.bare", ["file": file])
            }
            return Checkpoint(origin: origin, size: head.size, rootHash: head.rootHash)
        }
    }
}
