// SPDX-License-Identifier: Apache-2.0
import MohrValidation
import PKIX

/// Every file of a pack but its lists and its seal: a function of the inputs and nothing else.
///
/// That is what a pack is checked by: whoever opens it makes it again from its own inputs, and every file has to come
/// out as it is there.
struct PackContents {
    let files: [PackFile]
    let report: ValidationReport
    let reportBytes: [UInt8]

    /// Judges, and puts down everything that the verdict rests on.
    ///
    /// - Throws: ``VerificationInputs/Failure`` for an anchor, a response or a feed that cannot be used.
    init(_ inputs: VerificationInputs) throws(VerificationInputs.Failure) {
        let (snapshot, feeds) = try inputs.heard()
        let report = inputs.report(by: snapshot)
        let facts = try? inputs.facts(by: snapshot)
        let message = try? SignedData(der: inputs.signature)
        let jws = message == nil ? try? JWS(inputs.signature) : nil
        let isJSON = jws != nil || (message == nil && inputs.signature.first == UInt8(ascii: "{"))
        let material = PackMaterial(inputs, message: message, jws: jws)
        let document = Self.document(inputs, message, jws)
        let part = jws.flatMap { _ in JSONSignaturePart(inputs, report, document: document) }
        let checks = PackChecks(
            inputs: inputs, report: report, facts: facts, message: message, material: material,
            document: document?.name, json: part, feeds: feeds
        ).all
        reportBytes = JSONWriter.bytes(ReportJSON.value(of: report), .indented)
        var files = [
            PackFile(
                PackNames.page,
                EvidencePage(inputs: inputs, report: report, material: material, checks: checks, feeds: feeds).bytes),
            PackFile(PackNames.report, reportBytes),
            PackFile(
                PackNames.inputs,
                JSONWriter.bytes(
                    InputsJSON.value(of: inputs, material, document: document?.name), .indented)),
            PackFile(PackNames.policy, JSONWriter.bytes(PolicyJSON.value(of: inputs.policy), .indented)),
        ]
        if let facts { files.append(PackFile(PackNames.facts, JSONWriter.bytes(facts.json, .indented))) }
        files += [PackCheck.text(checks), PackCheck.script(checks)]
        if let document { files.append(document) }
        files.append(
            PackFile(isJSON ? PackNames.jsonSignature : PackNames.signature, inputs.signature))
        files += part?.files ?? []
        for (index, signer) in (message?.signerInfos ?? []).enumerated() {
            files +=
                SignaturePart(
                    index: index, signer: signer, report: report, inputs: inputs, document: document?.name,
                    message: message
                ).files
        }
        self.files = files + material.files
        self.report = report
    }

    /// The document, when it is at hand; by what it begins with it gets its ending.
    private static func document(
        _ inputs: VerificationInputs, _ message: SignedData?, _ jws: JWS?
    ) -> PackFile? {
        let bytes: [UInt8]
        if case .bytes(let given) = inputs.content {
            bytes = given
        } else if let embedded = message?.content {
            bytes = Array(embedded)
        } else if let payload = jws?.payload {
            bytes = payload
        } else {
            return nil
        }
        let first = bytes.first { ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains($0) }
        let ending =
            switch first {
            case UInt8(ascii: "{"), UInt8(ascii: "["): "json"
            case UInt8(ascii: "<"): "xml"
            case UInt8(ascii: "%") where bytes.starts(with: Array("%PDF-".utf8)): "pdf"
            case .some where String(validating: bytes, as: UTF8.self) != nil: "txt"
            default: "bin"
            }
        return PackFile("document/content.\(ending)", bytes)
    }
}
