// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import PKIX
import Records
import Transparency

/// `GET /desk/certificate-proofs/{serial}`: the proof as a file for the subscriber.
enum ProofFile {
    static func send(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let record = try CertificatePage.issuance(call)
        let proof = try call.recording { () throws(RecordsError) in
            try call.service.records.certificateProof(of: record.reference)?.proof
        }
        guard let proof else {
            // Not yet: the page says to ask again.
            return .see("/desk/certificates/\(record.reference.serial.hex)?proof=later")
        }
        return .file(
            name: "\(record.reference.authority)-\(record.reference.serial.hex).tlog-proof",
            type: "text/plain; charset=utf-8", bytes: proof.encoded)
    }

    /// Where the page of a certificate offers it.
    static func link(to record: IssuanceRecord, _ call: DeskCall) -> HTML {
        guard record.state == .issued else { return .empty }
        let isLater = call.request.queryValue("proof") == "later"
        return Tag.p(.class("no-print")) {
            Tag.a(.href("/desk/certificate-proofs/\(record.reference.serial.hex)")) {
                call.word("desk.certificate.proof")
            }
            " "
            Tag.span(.class("soft")) {
                call.word(isLater ? "desk.certificate.proofLater" : "desk.certificate.proofWhat")
            }
        }
    }
}
