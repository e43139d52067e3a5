// SPDX-License-Identifier: Apache-2.0
import MohrSigning
import PKIX
import XCTest

extension ErrorSamples {
    static let signing: [SigningError] =
        TimestampFlaw.allCases.map { .timestampUnusable($0) } + [
            .keyIsNotTheCertificates, .keyUsage(seen: .digitalSignature),
            .outsideValidity(Validity(notBefore: time, notAfter: time)), .signatureDoesNotFit,
            .certificate(.der(.null(offset: 1))), .message(.der(.null(offset: 1))),
            .noSuchSignature(seen: 1, count: 1), .nothingPrepared(count: 0), .contentMissing, .contentDiffers,
            .digestMissing(allowed: .sha256), .nothingToEnclose, .timestampRefused(.timeNotAvailable, words: ["no"]),
            .noCertificate(object: "x"), .jws(.shape), .algorithmNotForJSON(.ecdsa(.sha256), .brainpoolP256r1),
            .evidenceMissing(issuer: try! Name([(OID.commonName, "x")]), serialNumber: serial), .noTimestampSource,
            .unreachable(service: "http://x", cause: "no"), .key(.wrongPassphrase),
        ]
}
