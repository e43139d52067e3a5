// SPDX-License-Identifier: Apache-2.0

/// A URL with places to be filled in: `{publicURL}/crls/{authority}/{shard}.crl`.
public struct URLTemplate: Sendable, Hashable {
    /// The places that may be filled in.
    public static let placeholders = ["publicURL", "authority", "shard"]

    /// The template as it is written.
    public let text: String

    /// Whether the URL differs from shard to shard.
    public var needsShard: Bool { text.contains("{shard}") }

    /// Takes a template.
    ///
    /// - Parameters:
    ///   - text: begins with `{publicURL}/`, `http://` or `https://`; ASCII without spaces.
    ///   - path: where it stands in the profile, for the error.
    /// - Throws: ``ProfileError/urlTemplate(path:seen:allowed:)``.
    public init(checking text: String, path: String) throws(ProfileError) {
        let isAbsolute = ["{publicURL}/", "http://", "https://"].contains { text.hasPrefix($0) }
        let bare = Self.placeholders.reduce(text) {
            $0.split(separator: "{\($1)}", omittingEmptySubsequences: false).joined()
        }
        guard isAbsolute, bare.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            !bare.contains(where: { "{}\"<>\\".contains($0) })
        else {
            throw .urlTemplate(path: path, seen: text, allowed: Self.placeholders)
        }
        self.text = text
    }

    /// The URL with every place filled in.
    ///
    /// - Parameter locations: what to fill in.
    /// - Returns: `nil` when the URL needs a shard and there is none.
    public func url(at locations: IssuerLocations) -> String? {
        if needsShard, locations.shard == nil { return nil }
        let values = [locations.publicURL, locations.authority, locations.shard ?? ""]
        return zip(Self.placeholders, values).reduce(text) { text, place in
            text.split(separator: "{\(place.0)}", omittingEmptySubsequences: false).joined(separator: place.1)
        }
    }
}
