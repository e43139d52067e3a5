// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Alternative names are written in their preferred syntax: host names, whole addresses, mailboxes, URIs.
struct SubjectAlternativeNameRule: LintRule {
    let name = "rfc5280.subject-alternative-name"
    let citation = "RFC 5280 4.2.1.6; RFC 1034 3.5"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.subjectAlternativeName.flatMap { item in
            switch item {
            case .dnsName(let host):
                demand(
                    HostName.isWellFormed(host), seen: "a dNSName of \(host.utf8.count) bytes", allowed: "a host name")
            case .ipAddress(let octets):
                demand(
                    octets.count == 4 || octets.count == 16, seen: "an iPAddress of \(octets.count) octets",
                    allowed: "4 or 16 octets")
            case .rfc822Name(let mailbox):
                demand(isMailbox(mailbox), seen: "an rfc822Name of \(mailbox.utf8.count) bytes", allowed: "local@host")
            case .uri(let uri):
                demand(WebAddress.isWellFormed(uri), seen: uri, allowed: WebAddress.allowed)
            case .otherName, .x400Address, .directoryName, .ediPartyName, .registeredID:
                [finding("a name of another kind", allowed: "dNSName, iPAddress, rfc822Name or URI")]
            }
        }
    }

    private func isMailbox(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[0].utf8.allSatisfy { (0x21...0x7e).contains($0) }
            && HostName.isWellFormed(String(parts[1]))
    }
}

/// Host names in their preferred syntax.
enum HostName {
    /// Whether a name has labels of letters, digits and inner hyphens, 63 bytes at most each and 253 in all.
    ///
    /// Two labels at least: one alone, such as `localhost`, means another machine to each who reads it.
    ///
    /// - SeeAlso: RFC 1034 3.5; RFC 1123 2.1.
    static func isWellFormed(_ name: String) -> Bool {
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return name.utf8.count <= 253 && labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                    && label.allSatisfy(isHostCharacter)
            }
    }

    private static func isHostCharacter(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
        default: false
        }
    }
}
