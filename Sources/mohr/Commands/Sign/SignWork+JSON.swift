// SPDX-License-Identifier: Apache-2.0
import DER
import MohrSigning
import PKIX
import Service

extension SignWork {
    /// A document is signed as JAdES: compact at level B, flattened at level T.
    func signJSON() throws -> ExitCode {
        let modes = ["augment", "add-signer", "counter", "prepare", "assemble"].filter { arguments.has($0) }
        guard modes.isEmpty else {
            throw CommandFailure(
                .usage, "cli.sign.modes",
                ["seen": (modes.map { "--\($0)" } + ["--format jades"]).joined(separator: " ")])
        }
        let level = try arguments.choice("level", of: ["B", "T"]) ?? "B"
        let token = try SigningKeys.token(arguments, console)
        let bytes = try InputFiles.bytes(arguments.operands[0], limit: SignFiles.contentLimit)
        var signature = try JSONSigner().sign(
            arguments.has("detached") ? .detached(bytes) : .enclosed(bytes), with: token,
            terms: SignatureTerms(signingTime: .now()))
        if level == "T" {
            guard let source = try SignFiles.source(arguments) else { throw SigningError.noTimestampSource }
            signature = try JSONSigner().timestamped(signature, by: source)
        }
        return try written(
            signature, "cli.sign.done",
            [
                "name": token.certificate.subject.value(of: OID.commonName) ?? "–",
                "serial": token.certificate.serialNumber.hex,
            ], ending: ".jws")
    }
}
