// SPDX-License-Identifier: Apache-2.0

/// How a name lies to a subtree.
enum SubtreeMatch {
    case within
    case outside
    /// The kind of name, or the form of the subtree, is none that can be judged: whoever asks must refuse.
    case cannotTell
}

extension GeneralSubtree {
    /// Compares a name of the subtree's own kind with it.
    ///
    /// - Parameters:
    ///   - name: the name; of the base's kind.
    ///   - excluding: whether being within is bad. What could mean both then counts as within.
    /// - Returns: how it lies.
    /// - SeeAlso: RFC 5280 4.2.1.10.
    func match(_ name: GeneralName, excluding: Bool) -> SubtreeMatch {
        // "minimum MUST be zero, and maximum MUST be absent."
        guard minimum == 0, maximum == nil else { return .cannotTell }
        switch (base, name) {
        case (.directoryName(let base), .directoryName(let name)):
            return name.isWithin(subtree: base) ? .within : .outside
        case (.rfc822Name(let base), .rfc822Name(let name)):
            return SubtreeText.mailbox(name, isWithin: base)
        case (.dnsName(let base), .dnsName(let name)):
            return SubtreeText.host(name, isWithin: base, excluding: excluding)
        case (.uri(let base), .uri(let name)):
            return SubtreeText.uri(name, isWithin: base)
        case (.ipAddress(let base), .ipAddress(let name)):
            return SubtreeText.address(name, isWithin: base)
        default:
            return .cannotTell
        }
    }
}

extension GeneralName {
    /// Whether both are of one kind, so that a constraint on one says something of the other.
    ///
    /// All `otherName` count as one kind: none can be judged, and which types a constraint on one leaves free is not
    /// said anywhere.
    func isSameKind(as other: GeneralName) -> Bool {
        switch (self, other) {
        case (.otherName, .otherName), (.rfc822Name, .rfc822Name), (.dnsName, .dnsName), (.x400Address, .x400Address),
            (.directoryName, .directoryName), (.ediPartyName, .ediPartyName), (.uri, .uri),
            (.ipAddress, .ipAddress), (.registeredID, .registeredID):
            true
        default: false
        }
    }

    /// Whether both name the same thing: directory names after preparation, hosts without letter case, the rest by
    /// bytes.
    func names(same other: GeneralName) -> Bool {
        switch (self, other) {
        case (.directoryName(let mine), .directoryName(let theirs)): mine.matches(theirs)
        case (.dnsName(let mine), .dnsName(let theirs)): SubtreeText.lowercased(mine) == SubtreeText.lowercased(theirs)
        case (.rfc822Name(let mine), .rfc822Name(let theirs)): Array(mine.utf8) == Array(theirs.utf8)
        case (.uri(let mine), .uri(let theirs)): Array(mine.utf8) == Array(theirs.utf8)
        default: self == other
        }
    }
}
