// SPDX-License-Identifier: Apache-2.0
import DER

/// How far the time of a stamp may be off, either way.
///
///     Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER (1..999) OPTIONAL,
///         micros [1] INTEGER (1..999) OPTIONAL }
///
/// - SeeAlso: RFC 3161 2.4.2.
public struct TimestampAccuracy: Sendable, Hashable {
    /// Whole seconds; 0 or more.
    public let seconds: Int

    /// Thousandths of a second; 0 to 999.
    public let milliseconds: Int

    /// Millionths of a second; 0 to 999.
    public let microseconds: Int

    /// Whole seconds that surely cover it.
    public var secondsRoundedUp: Int64 {
        Int64(seconds) + (milliseconds > 0 || microseconds > 0 ? 1 : 0)
    }

    /// A stamp that may be off by more than this says nothing; seconds.
    static let maximumSeconds = 1_000_000_000

    /// Takes an accuracy.
    ///
    /// - Parameters:
    ///   - seconds: whole seconds, 0 or more; what is outside is taken as the nearest that is not.
    ///   - milliseconds: 0 to 999.
    ///   - microseconds: 0 to 999.
    public init(seconds: Int, milliseconds: Int = 0, microseconds: Int = 0) {
        self.seconds = min(max(0, seconds), Self.maximumSeconds)
        self.milliseconds = min(max(0, milliseconds), 999)
        self.microseconds = min(max(0, microseconds), 999)
    }

    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if seconds > 0 { writer.integer(seconds) }
            if milliseconds > 0 { writer.integer(milliseconds, implicit: .context(0)) }
            if microseconds > 0 { writer.integer(microseconds, implicit: .context(1)) }
        }
    }

    init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        seconds = try Self.part(try der(fields.readIfPresent(.integer)), .integer, 0...Self.maximumSeconds)
        milliseconds = try Self.part(try der(fields.readIfPresent(.context(0))), .context(0), 1...999)
        microseconds = try Self.part(try der(fields.readIfPresent(.context(1))), .context(1), 1...999)
        try der(fields.finish())
    }

    private static func part(_ node: DERNode?, _ tag: Tag, _ allowed: ClosedRange<Int>) throws(PKIXError) -> Int {
        guard let node else { return 0 }
        let value = try der(node.smallInteger(implicit: tag))
        guard allowed.contains(value) else {
            throw .outOfRange(
                field: "Accuracy", seen: String(value), allowed: "\(allowed.lowerBound) to \(allowed.upperBound)",
                offset: node.offset)
        }
        return value
    }
}
