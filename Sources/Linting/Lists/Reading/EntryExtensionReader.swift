// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Reads the extensions of one entry that has more to it than a reason.
struct EntryExtensionReader {
    let place: Int
    var seen: LintedEntries

    /// Reads them; `false` for bytes that are no extensions.
    mutating func read(_ bytes: ArraySlice<UInt8>) -> Bool {
        do throws(DERError) {
            let list = try DERReader.single(bytes, .sequence)
            var reader = try list.reader()
            var identifiers: [ObjectIdentifier] = []
            while !reader.isAtEnd {
                let item = try Item(try reader.read(.sequence))
                identifiers.append(item.identifier)
                take(item)
            }
            if identifiers.isEmpty || Set(identifiers).count < identifiers.count { seen.badExtensionLists.add(place) }
            return true
        } catch {
            return false
        }
    }

    private mutating func take(_ item: Item) {
        if item.isCritical, item.identifier != OID.certificateIssuer { seen.criticalExtensions.add(place) }
        switch item.identifier {
        case OID.reasonCode: takeReason(item.value)
        case OID.invalidityDate: takeInvalidityDate(item.value)
        default:
            seen.otherExtensions.add(place)
            if seen.otherIdentifiers.count < 16, !seen.otherIdentifiers.contains(item.identifier) {
                seen.otherIdentifiers.append(item.identifier)
            }
        }
    }

    private mutating func takeReason(_ value: ArraySlice<UInt8>) {
        do throws(DERError) {
            switch try DERReader.single(value, .enumerated).enumerated() {
            case 0: seen.unspecifiedReasons.add(place)
            case 8: seen.removals.add(place)
            case 1...6, 9, 10: break
            default: seen.badReasons.add(place)
            }
        } catch {
            seen.badReasons.add(place)
        }
    }

    private mutating func takeInvalidityDate(_ value: ArraySlice<UInt8>) {
        do throws(DERError) {
            let date = try DERReader.single(value, .generalizedTime).generalizedTime()
            seen.latestInvalidityDate = max(seen.latestInvalidityDate ?? date, date)
        } catch {
            seen.badInvalidityDates.add(place)
        }
    }

    /// An `Extension` whose value is not looked into.
    private struct Item {
        let identifier: ObjectIdentifier
        let isCritical: Bool
        let value: ArraySlice<UInt8>

        init(_ node: DERNode) throws(DERError) {
            var fields = try node.reader()
            identifier = try fields.read(.objectIdentifier).objectIdentifier()
            isCritical = try fields.readIfPresent(.boolean)?.boolean() ?? false
            value = try fields.read(.octetString).octetString()
            try fields.finish()
        }
    }
}
