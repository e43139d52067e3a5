// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import PKIX

/// The commands that fit a pack: only those whose outcome this program knows for sure.
struct PackChecks {
    let inputs: VerificationInputs
    let report: ValidationReport
    let facts: Facts?
    let message: SignedData?
    let material: PackMaterial
    /// The file that holds the document.
    let document: String?
    /// The signature, when it is one in JSON.
    let json: JSONSignaturePart?
    /// The feeds of licensing bodies, as they were believed.
    let feeds: [SignedFeed]

    var all: [PackCheck] {
        var checks = [
            PackCheck("openssl", "openssl version"),
            PackCheck("sums", "sha256sum --check --strict --quiet \(PackNames.sums)"),
            PackCheck(
                "manifest",
                "grep -qF \"$(openssl dgst -sha256 -binary \(PackNames.sums) | openssl base64)\" \(PackNames.manifest)"),
            PackCheck(
                "seal",
                "openssl cms -verify -binary -noverify -inform DER -in \(PackNames.seal)"
                    + " -content \(PackNames.manifest) -out /dev/null"),
        ]
        if let json {
            checks += json.checks
            for signature in report.signatures.prefix(1) { checks += path(ofSignature: 1, signature) }
            return checks + statements + timestamps + receipts + feedChecks
        }
        guard let message else { return checks + feedChecks }
        let parts = message.signerInfos.enumerated().map { SignaturePart(index: $0, signer: $1, self) }
        for part in parts { checks += part.checks }
        checks += wholeMessage(parts)
        for (part, signature) in zip(parts, report.signatures) {
            checks += path(ofSignature: part.number, signature)
        }
        return checks + statements + timestamps + receipts + feedChecks
    }

    /// What `openssl` takes for trusted: only the pack's own files, nothing of the machine.
    var trust: String {
        "-no-CApath -no-CAstore -partial_chain -CAfile \(PackNames.anchors)"
    }

    private var untrusted: String { material.chain.isEmpty ? "" : " -untrusted \(PackNames.chain)" }

    // MARK: The message

    private func wholeMessage(_ parts: [SignaturePart]) -> [PackCheck] {
        guard let message, !parts.isEmpty, let document else { return [] }
        let outcomes = parts.map(\.outcome)
        let codes = report.signatures.flatMap(\.causes).map(\.code)
        // OpenSSL refuses attributes that were sent unsorted, and takes much that breaks the format.
        guard message.signerInfos.allSatisfy({ $0.signedAttributes?.wasSorted == true }),
            !codes.contains(.contentDiffers),
            !codes.contains(where: {
                $0.subIndication == .formatFailure || $0.subIndication == .noSigningCertificateFound
            })
        else { return [] }
        let verify =
            "openssl cms -verify -binary -noverify -inform DER -in \(PackNames.signature)"
            + (message.content == nil ? " -content \(document)" : "")
            + (material.certificates.isEmpty ? "" : " -certfile \(chainOrAnchors)") + " -out /dev/null"
        if outcomes.allSatisfy({ $0 == (true, true) }) { return [PackCheck("message", verify)] }
        guard outcomes.contains(where: { $0.0 == false || $0.1 == false }) else { return [] }
        return [PackCheck("messageFails", "\(verify) 2>&1 | grep -qi \"verification failure\"")]
    }

    var chainOrAnchors: String { material.chain.isEmpty ? PackNames.anchors : PackNames.chain }

    // MARK: Certificates and their status

    private func path(ofSignature number: Int, _ signature: SignatureReport) -> [PackCheck] {
        guard let signer = signature.signer?.certificate, !inputs.anchors.isEmpty,
            !signer.extensions.all.contains(where: { $0.isCritical && Self.isUnknownToOpenSSL($0) })
        else { return [] }
        let codes = Set(signature.causes.map(\.code))
        let time = (signature.bestSignatureTime ?? report.referenceTime).value
        let verify =
            "openssl verify -attime \(time.secondsSince1970) \(trust)\(untrusted) signature/\(number)-signer.pem"
        let facts = ["number": "\(number)", "time": time.rfc3339]
        if codes.isDisjoint(with: Self.pathCodes) { return [PackCheck("path", verify, facts)] }
        if codes.isSuperset(of: [.noCertificateChainFound]) {
            return [PackCheck("pathFails", "\(verify) 2>&1 | grep -q \"verification failed\"", facts)]
        }
        return []
    }

    private static let pathCodes: Set<CauseCode> = [
        .noCertificateChainFound, .certificateSignature, .anchorNotTrusted, .certificatePath,
        .certificateNotOnRecord, .certificateHashMismatch, .pathAlgorithm, .pathAlgorithmEnded, .expired,
        .outsideValidity, .signingCertificateMismatch, .signingCertificateUnreadable, .signedBeforeValidity,
        .signedAfterExpiry,
    ]

    static func isUnknownToOpenSSL(_ found: Extension) -> Bool {
        found.oid == OID.admission || found.oid == OID.qcStatements
    }

    /// What each list and each answer by itself says.
    private var statements: [PackCheck] {
        guard let facts, !inputs.anchors.isEmpty else { return [] }
        var checks: [PackCheck] = []
        for revocation in facts.revocations.values.sorted(by: { $0.id < $1.id }) {
            for (about, status) in revocation.statements.sorted(by: { $0.key < $1.key }) {
                guard let certificate = facts.certificates[about],
                    Self.isValid(certificate, at: revocation.thisUpdate, facts),
                    let check = check(revocation, about: certificate, status, facts)
                else { continue }
                checks.append(check)
            }
        }
        return checks
    }

    private func check(
        _ revocation: RevocationFacts, about certificate: CertificateFacts, _ status: RevocationStatus, _ facts: Facts
    ) -> PackCheck? {
        guard let file = material.file(ofCertificate: certificate.id, as: "pem") else { return nil }
        let time = revocation.thisUpdate.secondsSince1970
        switch revocation.source {
        case .crl:
            // Lists by others than the issuer, and lists that only change others, need more than one option.
            guard revocation.signer == certificate.issuer,
                let list = material.lists.first(where: {
                    Hex.encode(DigestAlgorithm.sha256.digest(Array($0.encoded))) == revocation.id
                }), list.deltaBase == nil, let listFile = material.file(of: list)
            else { return nil }
            let verify =
                "openssl verify -crl_check -attime \(time) \(trust)\(untrusted) -CRLfile \(listFile).pem \(file)"
            let said = ["list": listFile, "certificate": file, "time": revocation.thisUpdate.rfc3339]
            switch status {
            case .good: return PackCheck("listGood", verify, said)
            case .revoked, .onHold:
                return PackCheck("listRevoked", "\(verify) 2>&1 | grep -q \"certificate revoked\"", said)
            default: return nil
            }
        case .ocsp: return answer(revocation, about: certificate, file, status, facts)
        case .records: return nil
        }
    }

    private func answer(
        _ revocation: RevocationFacts, about certificate: CertificateFacts, _ file: String,
        _ status: RevocationStatus, _ facts: Facts
    ) -> PackCheck? {
        guard let issuer = certificate.issuer, let issuerFile = material.file(ofCertificate: issuer, as: "pem"),
            let signer = revocation.signer,
            signer == issuer || facts.certificates[signer]?.issuer == issuer,
            let (answerFile, single) = answerFile(revocation.id, about: certificate.id)
        else { return nil }
        let words: String
        switch status {
        case .good: words = "good"
        case .revoked, .onHold: words = "revoked"
        default: return nil
        }
        let ask =
            "openssl ocsp -respin \(answerFile) -\(OpenSSLName.of(single.certID.hashAlgorithm)) -issuer \(issuerFile) -cert \(file)"
            + " -no-CApath -no-CAstore -partial_chain -CAfile \(PackNames.anchors) -verify_other \(chainOrAnchors)"
            + " -attime \(revocation.thisUpdate.secondsSince1970) -validity_period \(century) 2>&1"
        let said = ["answer": answerFile, "certificate": file, "status": words]
        return PackCheck(
            "answer",
            "said=\"$(\(ask))\"; echo \"$said\" | grep -q \"Response verify OK\" && echo \"$said\" | grep -q \"\(file): \(words)\"",
            said)
    }

    /// Seconds by which openssl may find an answer too old: `-attime` is for its signer alone, and packs are opened years later.
    private var century: Int { 3_155_760_000 }

    private func answerFile(_ id: Facts.ID, about certificate: Facts.ID) -> (String, SingleResponse)? {
        guard let about = material.certificates.first(where: { Hex.encode($0.sha256) == certificate }) else {
            return nil
        }
        for response in material.responses {
            guard let basic = (try? OCSPResponse(der: response))?.basic,
                Hex.encode(DigestAlgorithm.sha256.digest(Array(basic.tbsEncoded) + Array(basic.signature))) == id,
                let single = basic.responses.first(where: { $0.certID.serialNumber == about.serialNumber }),
                let file = material.file(of: response)
            else { continue }
            return (file, single)
        }
        return nil
    }

    /// Whether a certificate and all above it are valid at a time.
    private static func isValid(_ certificate: CertificateFacts, at time: Instant, _ facts: Facts) -> Bool {
        var next: CertificateFacts? = certificate
        // A path cannot be longer than there are certificates.
        for _ in 0...facts.certificates.count {
            guard let current = next else { return false }
            guard current.validity.contains(time), current.causes.isEmpty else { return false }
            if current.isAnchor { return true }
            next = current.issuer.flatMap { facts.certificates[$0] }
        }
        return false
    }

    // MARK: Timestamps

    private var timestamps: [PackCheck] {
        guard let facts, !inputs.anchors.isEmpty else { return [] }
        return material.timestamps.compactMap { timestamp in
            guard let known = facts.timestamps[timestamp.id],
                let signer = known.signer.flatMap({ facts.certificates[$0] })
            else { return nil }
            let said = ["file": timestamp.name + ".tst", "time": known.time.rfc3339]
            let input =
                timestamp.data == nil
                ? "-digest \(Hex.encode(timestamp.token?.info.messageImprint.hashedMessage ?? []))"
                : "-data \(timestamp.name).data"
            let verify =
                "openssl ts -verify -token_in -in \(timestamp.name).tst \(input) -attime \(known.time.secondsSince1970)"
                + " -partial_chain -CAfile \(PackNames.anchors)\(untrusted)"
            if known.causes.isEmpty {
                return Self.isValid(signer, at: known.time, facts) ? PackCheck("timestamp", verify, said) : nil
            }
            guard known.causes.map(\.code) == [.hashFailure], timestamp.data != nil else { return nil }
            return PackCheck("timestampFails", "\(verify) 2>&1 | grep -q \"Verification: FAILED\"", said)
        }
    }

    /// The time stamps over receipts, by units that the facts know.
    private var receipts: [PackCheck] {
        guard let facts, !inputs.anchors.isEmpty else { return [] }
        return inputs.receipts.enumerated().compactMap { index, receipt in
            let id = Hex.encode(DigestAlgorithm.sha256.digest(receipt.token))
            guard receipt.isWhole, let known = facts.timestamps[id], known.causes.isEmpty,
                let signer = known.signer.flatMap({ facts.certificates[$0] }),
                Self.isValid(signer, at: known.time, facts)
            else { return nil }
            let name = "receipts/\(index + 1)"
            return PackCheck(
                "receipt",
                "openssl ts -verify -token_in -in \(name).tst -data \(name).json -attime \(known.time.secondsSince1970)"
                    + " -partial_chain -CAfile \(PackNames.anchors)\(untrusted)",
                ["file": name + ".json", "time": known.time.rfc3339])
        }
    }
}
