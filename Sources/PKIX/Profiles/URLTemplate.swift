// SPDX-License-Identifier: Apache-2.0

/// A URL with places to be filled in: `{publicURL}/crls/{authority}/{shard}.crl`.
public struct URLTemplate: Sendable, Hashable {
    /// The places that may be filled in.
    public static let placeholders = Place.allCases.map(\.rawValue)

    /// The template as it is written.
    public let text: String

    /// Whether the URL differs from shard to shard.
    public var needsShard: Bool { parts.contains { $0.place == .shard } }

    // Taken apart once: a URL is made for every certificate.
    private let parts: [Part]

    private enum Place: String, CaseIterable {
        case publicURL
        case authority
        case shard
    }

    /// Text as it stands, and the place that follows it, if one does.
    private struct Part: Hashable {
        var literal = ""
        var place: Place?
    }

    /// Takes a template.
    ///
    /// - Parameters:
    ///   - text: begins with `{publicURL}/`, `http://` or `https://`; ASCII without spaces.
    ///   - path: where it stands in the profile, for the error.
    /// - Throws: ``ProfileError/urlTemplate(path:seen:allowed:)``.
    public init(checking text: String, path: String) throws(ProfileError) {
        let isAbsolute = ["{publicURL}/", "http://", "https://"].contains { text.hasPrefix($0) }
        let parts = Self.parts(of: text)
        let literals = parts.map(\.literal).joined()
        guard isAbsolute, literals.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            !literals.contains(where: { "{}\"<>\\".contains($0) })
        else {
            throw .urlTemplate(path: path, seen: text, allowed: Self.placeholders)
        }
        self.text = text
        self.parts = parts
    }

    /// The URL with every place filled in.
    ///
    /// - Parameter locations: what to fill in.
    /// - Returns: `nil` when the URL needs a shard and there is none.
    public func url(at locations: IssuerLocations) -> String? {
        var url = ""
        for part in parts {
            url += part.literal
            switch part.place {
            case .publicURL: url += locations.publicURL
            case .authority: url += locations.authority
            case .shard:
                guard let shard = locations.shard else { return nil }
                url += shard
            case nil: break
            }
        }
        return url
    }

    /// What is no known place stays in the literals, braces and all.
    private static func parts(of text: String) -> [Part] {
        var parts = [Part()]
        var rest = text[...]
        while let character = rest.first {
            if let place = Place.allCases.first(where: { rest.hasPrefix("{\($0.rawValue)}") }) {
                parts[parts.count - 1].place = place
                parts.append(Part())
                rest = rest.dropFirst(place.rawValue.count + 2)
            } else {
                parts[parts.count - 1].literal.append(character)
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
