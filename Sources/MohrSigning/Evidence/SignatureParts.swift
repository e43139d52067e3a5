// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The certificates in a message: all of them, and those whose status its signatures rest on.
struct SignatureParts {
    /// Every certificate in the message and in its tokens that can be read.
    let certificates: [Certificate]

    /// Those of signers, counter-signers and time-stamping units, each once.
    let holders: [Certificate]

    init(_ message: SignedData) {
        var certificates = Self.read(message.certificates)
        var holders: [Certificate] = []
        func hold(_ signer: SignerInfo, _ candidates: [Certificate]) {
            guard let found = Self.certificate(of: signer, among: candidates), !holders.contains(found) else { return }
            holders.append(found)
        }
        for signer in message.signerInfos {
            hold(signer, certificates)
            for value in signer.counterSignatures {
                if let counter = try? SignerInfo(encoded: value) { hold(counter, certificates) }
            }
            let stamps = signer.signatureTimestamps + signer.archiveTimestamps
            for value in stamps + (signer.signedAttributes?.contentTimestamps ?? []) {
                guard let token = try? TimestampToken(der: value) else { continue }
                let own = Self.read(token.signedData.certificates)
                for unit in token.signedData.signerInfos { hold(unit, own + certificates) }
                for certificate in own where !certificates.contains(certificate) { certificates.append(certificate) }
            }
        }
        self.certificates = certificates
        self.holders = holders
    }

    private static func read(_ encoded: [ArraySlice<UInt8>]) -> [Certificate] {
        encoded.compactMap { try? Certificate(der: Array($0)) }
    }

    /// The certificate that a signature names under itself, else the one that it points to.
    private static func certificate(of signer: SignerInfo, among candidates: [Certificate]) -> Certificate? {
        if let named = (try? signer.signedAttributes?.signingCertificateV2)?.first,
            let found = candidates.first(where: { named.digestMatches($0) })
        {
            return found
        }
        return candidates.first { signer.identifier.matches($0) }
    }
}
