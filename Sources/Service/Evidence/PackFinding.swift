// SPDX-License-Identifier: Apache-2.0

/// Something that was found about a pack itself, beside the verdict on the signature in it.
public struct PackFinding: Sendable, Hashable {
    /// What was found.
    public let code: Code
    /// What belongs into the sentence.
    public let facts: [String: String]

    init(_ code: Code, _ facts: [String: String] = [:]) {
        self.code = code
        self.facts = facts
    }

    /// What can be found.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// It is no archive that is read here.
        case container = "PACK_CONTAINER"
        /// It is no evidence pack: the media type, the manifest or the seal is not where it has to be.
        case layout = "PACK_LAYOUT"
        /// A file is not the one that the pack lists, is missing, or is not listed.
        case fileChanged = "PACK_FILE_CHANGED"
        /// The manifest does not list the files as they are.
        case manifest = "PACK_MANIFEST"
        /// The seal is not over the manifest.
        case seal = "PACK_SEAL"
        /// What was asked cannot be read from it.
        case inputs = "PACK_INPUTS"
        /// A file does not follow from the evidence in the pack.
        case notDerived = "PACK_FILE_NOT_DERIVED"
        /// The report says something else than the evidence comes to.
        case reportDiffers = "PACK_REPORT_DIFFERS"
        /// It was made in another wording than this program's; what people read in it was not compared.
        case otherEdition = "PACK_OTHER_EDITION"
    }

    /// Whether the pack is refused for it.
    public var isError: Bool { code != .otherEdition }

    /// It in words.
    ///
    /// - Parameter language: the reader's.
    /// - Returns: one sentence.
    public func sentence(in language: Language) -> String {
        Catalogue.sentence("pack.finding.\(code.rawValue)", facts, in: language)
    }
}
