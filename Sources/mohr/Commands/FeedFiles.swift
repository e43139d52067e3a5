// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import Service

/// Feeds of licensing bodies as files.
enum FeedFiles {
    /// A signature, out of PEM if it is in it.
    static func signature(_ path: String) throws(CommandFailure) -> [UInt8] {
        let bytes = try InputFiles.bytes(path)
        return SignedData.bytes(outOf: bytes) ?? bytes
    }

    /// A document that is not in its signature.
    static func document(_ path: String) throws(CommandFailure) -> [UInt8] {
        try InputFiles.bytes(path, limit: ProfessionFeed.maximumBytes)
    }

    /// The feeds of files, in the order in which they are named; `FILE.json.p7s` is the signature of the document
    /// `FILE.json` beside it, if there is one.
    static func feeds(_ paths: [String]) throws(CommandFailure) -> [FeedFile] {
        var feeds: [FeedFile] = []
        for path in paths {
            let beside = path.hasSuffix(".p7s") ? String(path.dropLast(4)) : ""
            let document = FileManager.default.fileExists(atPath: beside) ? try document(beside) : nil
            feeds.append(FeedFile(try signature(path), document: document))
        }
        return feeds
    }

    /// What the process tells its caller of a feed that was refused.
    static func exitCode(of error: ProfessionFeedError) -> ExitCode {
        switch error {
        case .signature(.cannotDecide, _): .undecided
        case .tooLarge, .json, .member, .licence, .licenceOrder, .periods: .input
        default: .rejected
        }
    }
}
