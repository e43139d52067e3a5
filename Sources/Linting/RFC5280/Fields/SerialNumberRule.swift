// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A serial number is above zero and has 20 octets at most.
struct SerialNumberRule: LintRule {
    let name = "rfc5280.serial-number"
    let citation = "RFC 5280 4.1.2.2"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let serial = certificate.serialNumber
        return demand(serial.isPositive, seen: "zero or negative", allowed: "above zero")
            + demand(serial.bytes.count <= 20, seen: "\(serial.bytes.count) octets", allowed: "20 octets at most")
    }
}
