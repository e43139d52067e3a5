// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// What an officer does about an office or another officer, in the bytes that they sign.
///
///     mohr administration v1 LF
///     action: suspend LF
///     office: <identifier> LF                     or `officer: <identifier>`
///     details-sha256: <64 hexadecimal digits> LF  only where there are details, over `<name>: <value> LF` of each, sorted
///     by: <identifier> LF
///     time: <when it was signed, RFC 3339> LF
///
/// Details are called and written as in the API; of a list, its texts sorted, with `, ` between; what is not given, or empty,
/// has no line. Each statement is good once, for an hour.
public struct AdministrativeAction: Sendable, Hashable {
    /// What is done.
    public enum Act: String, Sendable, Hashable, CaseIterable {
        /// Set up, or taken in.
        case add
        /// Place, scope, hours and quota.
        case change
        /// A licence.
        case license
        /// Lets work again.
        case resume
        /// Rejects what an officer left unfinished.
        case revert
        /// Lets work no more.
        case suspend
    }

    /// What it is done to.
    public enum Subject: Sendable, Hashable {
        /// An office, by its identifier.
        case office(String)
        /// An officer, by their identifier.
        case officer(String)

        var line: String {
            switch self {
            case .office(let id): "office: \(id)"
            case .officer(let id): "officer: \(id)"
            }
        }

        /// What the log calls it.
        var name: String {
            switch self {
            case .office(let id): "office:\(id)"
            case .officer(let id): "officer:\(id)"
            }
        }
    }

    /// What to sign, unhashed.
    public let bytesToBeSigned: [UInt8]

    let act: Act
    let subject: Subject
    let time: Instant

    /// Describes what is done.
    ///
    /// - Parameters:
    ///   - act: what.
    ///   - subject: to whom.
    ///   - details: texts by name, as in the API.
    ///   - officer: by whom.
    ///   - time: when it is signed.
    public init(
        _ act: Act, _ subject: Subject, details: [String: String] = [:], by officer: Officer, at time: Instant
    ) {
        self.act = act
        self.subject = subject
        self.time = time
        var lines = ["mohr administration v1", "action: \(act.rawValue)", subject.line]
        let given = details.filter { !$0.value.isEmpty }
        if !given.isEmpty {
            let text = given.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
            lines.append("details-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8))))")
        }
        lines += ["by: \(officer.id)", "time: \(time.rfc3339)"]
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }
}
