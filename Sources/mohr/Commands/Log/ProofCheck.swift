// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON
import PKIX
import Service
import Transparency

/// `mohr log check PROOF`: with nothing but the log's key.
enum ProofCheck {
    static func run(_ file: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let key = try LogCommand.key(try arguments.required("key"))
        let bytes = try LogCommand.bytes(file)
        let given = try arguments["entry"].map { try InputFiles.bytes($0, limit: 65_536) }
        let certificate = try arguments["certificate"].map { try InputFiles.certificates($0) }?.first
        let proof: LogProof
        let head: Checkpoint
        let entry: [UInt8]
        do throws(TransparencyError) {
            proof = try LogProof(bytes)
            guard let line = given ?? proof.extra else {
                console.complain(Catalogue.sentence("log.noEntry", in: console.language))
                return .input
            }
            entry = line
            head = try proof.check(entry, by: key)
        } catch {
            return LogCommand.rejected(error, console)
        }
        // The proof shows that the line is in the log; the line has to be this certificate's.
        if let certificate, !isIssuance(of: certificate, entry) {
            console.say("log.otherCertificate", ["certificate": Hex.encode(certificate.sha256)])
            return .rejected
        }
        console.say("log.included", ["line": "\(proof.index)", "size": "\(head.size)", "origin": head.origin])
        return .done
    }

    private static func isIssuance(of certificate: Certificate, _ entry: [UInt8]) -> Bool {
        guard let line = try? JSONReader.read(entry) else { return false }
        return line["act"]?.text == "certificate.filed"
            && line["details"]?["certificateSHA256"]?.text == Hex.encode(certificate.sha256)
    }
}
