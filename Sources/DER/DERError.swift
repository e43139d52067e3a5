// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the value they were read as.
///
/// Every case is the sender's doing and names the place: the offset counts bytes from the start of the buffer that
/// the outermost reader was given.
public enum DERError: Error, Hashable, Sendable {
    /// A length reaches past the end of what holds it. Needed and present in bytes.
    case truncated(offset: Int, needed: Int, present: Int)
    /// A length in more octets than its value needs, or the indefinite form, where DER is asked. X.690 10.1.
    case lengthNotMinimal(offset: Int)
    /// A length of more octets than any value Mohr reads can have.
    case lengthTooLarge(offset: Int, octets: Int, allowed: Int)
    /// An indefinite length without its end-of-contents octets. X.690 8.1.5.
    case endOfContentsMissing(offset: Int)
    /// A tag number above 30, which takes more than one octet.
    case tagNumberTooHigh(offset: Int)
    /// Another value stands where `allowed` belongs.
    case unexpectedTag(offset: Int, seen: Tag, allowed: Tag)
    /// The values end where `allowed` belongs.
    case valueMissing(offset: Int, allowed: Tag?)
    /// Bytes follow where the values should end.
    case trailingBytes(offset: Int, count: Int)
    /// Values nested deeper than the budget.
    case tooDeep(offset: Int, allowed: Int)
    /// More values inside an indefinite length than the budget.
    case tooManyPieces(offset: Int, allowed: Int)
    /// A primitive value where children were asked for.
    case notConstructed(offset: Int, seen: Tag)
    /// A BOOLEAN other than 00 or FF. X.690 11.1.
    case boolean(offset: Int)
    /// An INTEGER or ENUMERATED that is empty or has a needless first octet. X.690 8.3.2.
    case integerNotMinimal(offset: Int)
    /// A negative INTEGER where only natural numbers make sense.
    case integerNegative(offset: Int)
    /// An INTEGER that does not fit; the allowed size in bits.
    case integerTooLarge(offset: Int, allowedBits: Int)
    /// A BIT STRING whose count of unused bits is wrong, or whose unused bits are not zero. X.690 8.6, 11.2.
    case bitString(offset: Int)
    /// A NULL with content.
    case null(offset: Int)
    /// An OBJECT IDENTIFIER that is empty, unfinished, padded, or longer than the budget. X.690 8.19.
    case objectIdentifier(offset: Int)
    /// A character string with bytes its type does not have.
    case string(offset: Int, type: Tag)
    /// A time that is not in the one form DER and RFC 5280 4.1.2.5 allow, or not in the calendar.
    case time(offset: Int)
    /// SET OF elements out of order. X.690 11.6.
    case setNotSorted(offset: Int)

    /// Where the fault lies, in bytes from the start of the outermost buffer.
    public var offset: Int {
        switch self {
        case .truncated(let offset, _, _), .lengthTooLarge(let offset, _, _), .unexpectedTag(let offset, _, _):
            offset
        case .valueMissing(let offset, _), .trailingBytes(let offset, _), .tooDeep(let offset, _),
            .tooManyPieces(let offset, _), .notConstructed(let offset, _), .integerTooLarge(let offset, _),
            .string(let offset, _):
            offset
        case .lengthNotMinimal(let offset), .endOfContentsMissing(let offset), .tagNumberTooHigh(let offset),
            .boolean(let offset), .integerNotMinimal(let offset), .integerNegative(let offset),
            .bitString(let offset), .null(let offset), .objectIdentifier(let offset), .time(let offset),
            .setNotSorted(let offset):
            offset
        }
    }
}
