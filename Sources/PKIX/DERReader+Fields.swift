// SPDX-License-Identifier: Apache-2.0
import DER

/// The reading steps of the DER room with this room's error.
///
/// Methods and not closures around each step: reading a certificate is a few hundred steps, and a closure costs a copy
/// of what it reads from.
extension DERNode {
    /// The values inside a SEQUENCE.
    ///
    /// - Parameter tag: the tag that the value must have.
    /// - Returns: a reader before the first of them.
    /// - Throws: ``PKIXError/der(_:)``.
    func fields(_ tag: Tag = .sequence) throws(PKIXError) -> DERReader {
        do throws(DERError) {
            try expect(tag)
            return try reader()
        } catch {
            throw .der(error)
        }
    }
}

extension DERReader {
    /// Reads the next value, whatever its tag.
    ///
    /// - Returns: the value.
    /// - Throws: ``PKIXError/der(_:)``.
    mutating func next() throws(PKIXError) -> DERNode {
        do throws(DERError) {
            return try read()
        } catch {
            throw .der(error)
        }
    }

    /// Reads the next value, which must have the tag given.
    ///
    /// - Parameter tag: the tag.
    /// - Returns: the value.
    /// - Throws: ``PKIXError/der(_:)``.
    mutating func next(_ tag: Tag) throws(PKIXError) -> DERNode {
        do throws(DERError) {
            return try read(tag)
        } catch {
            throw .der(error)
        }
    }

    /// Reads the next value if it has the tag given; otherwise reads nothing.
    ///
    /// - Parameter tag: the tag.
    /// - Returns: the value, or `nil` when something else or nothing follows.
    /// - Throws: ``PKIXError/der(_:)``.
    mutating func nextIfPresent(_ tag: Tag) throws(PKIXError) -> DERNode? {
        do throws(DERError) {
            return try readIfPresent(tag)
        } catch {
            throw .der(error)
        }
    }

    /// Reads an OBJECT IDENTIFIER.
    ///
    /// - Returns: the identifier.
    /// - Throws: ``PKIXError/der(_:)``.
    mutating func nextObjectIdentifier() throws(PKIXError) -> ObjectIdentifier {
        do throws(DERError) {
            return try read(.objectIdentifier).objectIdentifier()
        } catch {
            throw .der(error)
        }
    }

    /// Says that all values have been read.
    ///
    /// - Throws: ``PKIXError/der(_:)``.
    func end() throws(PKIXError) {
        do throws(DERError) {
            try finish()
        } catch {
            throw .der(error)
        }
    }
}
