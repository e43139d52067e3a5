// SPDX-License-Identifier: Apache-2.0
import DER

extension DERNode {
    /// Reads a SEQUENCE OF with one element at least.
    ///
    /// - Parameters:
    ///   - field: what the list is called in the error.
    ///   - implicit: the tag to expect instead of SEQUENCE's own.
    ///   - element: reads one element.
    /// - Returns: the elements in their order, one or more.
    /// - Throws: ``PKIXError``, `empty` when there is none.
    func list<Element>(
        of field: String, implicit: Tag = .sequence, _ element: (DERNode) throws(PKIXError) -> Element
    ) throws(PKIXError) -> [Element] {
        var reader = try fields(implicit)
        var elements: [Element] = []
        while !reader.isAtEnd {
            elements.append(try element(try reader.next()))
        }
        guard !elements.isEmpty else { throw .empty(field: field, offset: offset) }
        return elements
    }

    /// Reads an INTEGER that is 0 or more.
    ///
    /// - Parameters:
    ///   - field: what the number is called in the error.
    ///   - implicit: the tag to expect instead of INTEGER's own.
    /// - Returns: the number.
    /// - Throws: ``PKIXError``, `outOfRange` when it is negative.
    func naturalNumber(field: String, implicit: Tag = .integer) throws(PKIXError) -> Int {
        let number = try der(smallInteger(implicit: implicit))
        guard number >= 0 else {
            throw .outOfRange(field: field, seen: "\(number)", allowed: "0 or more", offset: offset)
        }
        return number
    }
}
