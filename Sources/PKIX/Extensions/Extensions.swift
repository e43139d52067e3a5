// SPDX-License-Identifier: Apache-2.0
public import DER

/// The extensions of a certificate, a list or an OCSP message, each at most once.
///
/// - SeeAlso: RFC 5280 4.2 and 5.2.
public struct Extensions: Sendable, Hashable {
    /// The extensions in their order.
    public let all: [Extension]

    /// No extensions.
    public static let none = Extensions(unique: [])

    /// Takes extensions to be written.
    ///
    /// - Parameter all: in the order to write them in.
    /// - Throws: ``PKIXError/duplicateExtension(_:offset:)``; the offset is the place in the list.
    public init(_ all: [Extension]) throws(PKIXError) {
        for (index, item) in all.enumerated() where all.prefix(index).contains(where: { $0.oid == item.oid }) {
            throw .duplicateExtension(item.oid, offset: index)
        }
        self.all = all
    }

    /// Reads extensions.
    ///
    /// - Parameter node: the SEQUENCE OF.
    /// - Throws: ``PKIXError``; `duplicateExtension` when one is there twice, `empty` when there is none.
    public init(_ node: DERNode) throws(PKIXError) {
        var reader = try node.fields()
        var all: [Extension] = []
        while !reader.isAtEnd {
            let item = try reader.next(.sequence)
            let next = try Extension(item)
            guard !all.contains(where: { $0.oid == next.oid }) else {
                throw .duplicateExtension(next.oid, offset: item.offset)
            }
            guard all.count < Self.maximumCount else {
                throw .tooLarge(field: "Extensions", seen: all.count + 1, allowed: Self.maximumCount)
            }
            all.append(next)
        }
        guard !all.isEmpty else { throw .empty(field: "Extensions", offset: node.offset) }
        self.all = all
    }

    private init(unique all: [Extension]) {
        self.all = all
    }

    /// The search for doubles is quadratic; real certificates have about a dozen extensions.
    public static let maximumCount = 64

    /// Whether there is none.
    public var isEmpty: Bool { all.isEmpty }

    /// The extension of that identifier, if it is there.
    public subscript(oid: ObjectIdentifier) -> Extension? {
        all.first { $0.oid == oid }
    }

    /// The critical extensions that are not among those given.
    ///
    /// - Parameter understood: the identifiers that the caller processes.
    /// - Returns: identifiers in their order; none when nothing stands in the way.
    public func criticalExtensions(besides understood: Set<ObjectIdentifier>) -> [ObjectIdentifier] {
        all.filter { $0.isCritical && !understood.contains($0.oid) }.map(\.oid)
    }

    /// Writes the SEQUENCE OF.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            for item in all { item.encode(into: &writer) }
        }
    }
}
