// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation
import PKIX
import Service

/// What a command line gives to judge by, each file read once.
struct GivenInputs {
    /// Everything that the verdict is a function of.
    let inputs: VerificationInputs
    /// What the files come to.
    let snapshot: TrustSnapshot

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - document: the signature; empty where there are many.
    ///   - content: what it is over.
    ///   - time: when it is judged; feeds of licensing bodies are believed at that time or not at all.
    ///   - policy: what the purpose asks.
    ///   - arguments: the command line.
    /// - Throws: ``CommandFailure``, which names the file.
    init(
        _ document: [UInt8], _ content: SignedContent, at time: ReferenceTime, by policy: ValidationPolicy,
        _ arguments: Arguments
    ) throws {
        let feeds = arguments.all("professions")
        inputs = VerificationInputs(
            signature: document, content: content, time: time, policy: policy,
            anchors: try InputFiles.certificates(in: arguments.all("anchor")),
            intermediates: try InputFiles.certificates(in: arguments.all("intermediate")),
            lists: try arguments.all("crl").map { try InputFiles.revocationList($0) },
            responses: try arguments.all("ocsp").map { try InputFiles.responseBytes($0) },
            receipts: try arguments.all("receipt").map { try InputFiles.receipt($0) },
            feeds: try FeedFiles.feeds(feeds))
        do throws(VerificationInputs.Failure) {
            snapshot = try inputs.snapshot()
        } catch {
            switch error {
            case .material(let cause):
                throw CommandFailure(
                    .input, "cli.file.certificate", ["file": arguments.all("anchor").joined(separator: " ")],
                    cause: cause)
            case .feed(let number, let cause):
                let file = feeds.indices.contains(number - 1) ? feeds[number - 1] : "–"
                throw CommandFailure(.input, "start.profession", ["file": file], cause: cause)
            }
        }
    }
}
