// SPDX-License-Identifier: Apache-2.0

/// One point that is to be corrected in an application that was sent back.
///
/// The text is for the applicant; personal, as any free text may be: the description shows none.
public struct ApplicationRemark: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// A field's name, or `evidence.` and a kind of paper.
    public let point: String
    /// What is wrong with it.
    public let text: String

    /// Makes a remark.
    public init(point: String, text: String) {
        self.point = point
        self.text = text
    }

    /// Names the point and nothing of the text.
    public var description: String { "\(point) ‹personal›" }

    /// Names the point and nothing of the text.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
