// SPDX-License-Identifier: Apache-2.0
import Service

/// What `mohr verify` is asked to do, and the options that have a say in it.
///
/// An option that would be ignored is refused: whoever names a licensing body's feed must not be told that a suspended
/// doctor's prescription is valid because another option kept the feed from being read.
enum VerifyMode: String, CaseIterable {
    /// A signature file.
    case document
    /// An evidence pack.
    case pack
    /// Facts that were kept.
    case replay
    /// A file of documents, one a line.
    case batch
    /// A prescription and what was dispensed on it.
    case linked

    private static let trust: Set<String> = ["anchor", "intermediate", "crl", "ocsp", "professions"]

    /// The options that it takes.
    var options: Set<String> {
        switch self {
        case .document:
            Self.trust.union(EvidenceWork.options)
                .union(["content", "digest", "receipt", "at", "purpose", "facts", "json"])
        case .pack: ["anchor", "at", "purpose", "json"]
        case .replay: ["replay", "at", "purpose", "json"]
        case .batch: Self.trust.union(["batch", "out", "at", "purpose"])
        case .linked: Self.trust.union(["linked", "content", "digest", "receipt", "at", "json"])
        }
    }

    /// Refuses what has no say.
    ///
    /// - Throws: ``CommandFailure``, which names the option and what may be given.
    func check(_ arguments: Arguments) throws(CommandFailure) {
        guard let other = arguments.given.subtracting(options).sorted().first else { return }
        let allowed = options.sorted().map { "--\($0)" }.joined(separator: ", ")
        throw CommandFailure(.usage, "cli.verify.option.\(rawValue)", ["option": "--\(other)", "allowed": allowed])
    }
}
