// SPDX-License-Identifier: Apache-2.0
import DER

extension DERNode {
    /// Reads a SEQUENCE OF with one element at least.
    ///
    /// - Parameters:
    ///   - field: what the list is called in the error.
    ///   - element: reads one element.
    /// - Returns: the elements in their order, one or more.
    /// - Throws: ``PKIXError``, `empty` when there is none.
    func list<Element>(
        of field: String, _ element: (DERNode) throws(PKIXError) -> Element
    ) throws(PKIXError) -> [Element] {
        try der(expect(.sequence))
        var reader = try der(reader())
        var elements: [Element] = []
        while !reader.isAtEnd {
            elements.append(try element(try der(reader.read())))
        }
        guard !elements.isEmpty else { throw .empty(field: field, offset: offset) }
        return elements
    }
}
