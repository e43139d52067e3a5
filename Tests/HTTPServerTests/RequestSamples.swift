// SPDX-License-Identifier: Apache-2.0

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func pick(_ choices: [String]) -> String {
        choices[Int.random(in: 0..<choices.count, using: &self)]
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

/// Requests to begin from, and what chance makes of them.
enum RequestSamples {
    static let good = [
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ocsp/MEIw%2BQ%3D?a=b&c HTTP/1.1\r\nHost: a.example:8080\r\nAccept: */*\r\n\r\n",
        "HEAD /crls/health.crl HTTP/1.0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
        "GET http://a.example/b HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
        "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00a\r\n0123456789\r\n0\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        "PUT /large HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 200\r\n\r\n"
            + String(repeating: "a", count: 200),
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nX:\r\nY: \t a b \t\r\n\r\n",
    ]

    static func count(in request: String) -> Int {
        request.contains("/3") ? 3 : 1
    }

    /// One of the good ones, or two after each other, with up to four things done to it.
    static func mutated(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(random.pick(good).utf8)
        if Bool.random(using: &random) { bytes += Array(random.pick(good).utf8) }
        let fragments = [
            "\r\n", "\n", "\r", "\0", " ", "\t", ":", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n",
            "Host: y\r\n", "%", "HTTP/1.1", "0\r\n\r\n", "ffffffff\r\n", "Connection: close\r\n", "Expect: x\r\n",
            String(repeating: "A", count: 100), String(repeating: "A: b\r\n", count: 10),
        ]
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(contentsOf: random.pick(fragments).utf8, at: at)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &random)))
            case 4: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
            default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
            }
        }
        return bytes
    }
}
