// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer
import JSON

/// `GET /v1/receipts/{SHA-256 of the signature value}`: the receipt of a signature's first verification here.
struct ReceiptRoute: Route {
    let method = "GET"
    let pattern = "/v1/receipts/{sha256}"

    private let receipts: ReceiptDesk

    init(receipts: ReceiptDesk) {
        self.receipts = receipts
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let text = parts["sha256"] ?? ""
        guard let signature = try? Hex.decode(text.lowercased()), signature.count == 32 else {
            return .inline(Problem.member("sha256", seen: text, allowed: "64 hexadecimal digits").response)
        }
        return .work { [self] in
            switch receipts.find(signature) {
            case nil: return Problem.receiptUnknown(sha256: Hex.encode(signature)).response
            case .given(let given):
                var response = Response(contentType: "application/json", body: JSONWriter.bytes(given.json))
                // The first one stays, so it is the same for ever; but who asks for it is nobody's to keep.
                response.headers.append(("Cache-Control", "no-store"))
                return response
            case .missing(let why): return Problem.receiptUnavailable(why).response
            }
        }
    }
}
