// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation
import PKIX

/// The feeds of licensing bodies, by `openssl cms`.
extension PackChecks {
    var feedChecks: [PackCheck] {
        zip(inputs.feeds, feeds).enumerated().compactMap { index, pair in
            check(pair.0, pair.1, number: index + 1)
        }
    }

    private func check(_ file: FeedFile, _ signed: SignedFeed, number: Int) -> PackCheck? {
        // OpenSSL refuses attributes that were sent unsorted.
        guard let message = try? SignedData(der: file.signature), let signer = message.signerInfos.first,
            signer.signedAttributes?.wasSorted == true
        else { return nil }
        let time = max(inputs.time.value, signed.feed.issuedAt)
        // A signature that outlived its certificate by timestamps is not one that `openssl cms` dates.
        let isDated =
            signer.signatureTimestamps.isEmpty && signer.archiveTimestamps.isEmpty
            && !signed.certificate.extensions.all.contains { $0.isCritical && Self.isUnknownToOpenSSL($0) }
        let path = isDated ? "-purpose any -attime \(time.secondsSince1970) \(trust)" : "-noverify"
        let content = file.document.map { _ in " -content \(PackNames.feedDocument(number))" } ?? ""
        return PackCheck(
            isDated ? "feed" : "feedUndated",
            "openssl cms -verify -binary -inform DER -in \(PackNames.feed(number))\(content) \(path)"
                + " -certfile \(chainOrAnchors) -out /dev/null",
            [
                "file": PackNames.feed(number), "number": "\(signed.feed.sequence)", "name": signed.body.name,
                "time": signed.feed.issuedAt.rfc3339,
            ])
    }
}
