// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// What a page's form sent, in either of the two ways that HTML knows.
public struct PageForm: Sendable {
    /// A file that was chosen.
    public struct File: Sendable, Hashable {
        /// As the sender's machine calls it; to be shown, never to be opened.
        public let name: String
        /// What it holds.
        public let bytes: [UInt8]
    }

    private let texts: [(name: String, value: String)]
    private let files: [(name: String, file: File)]

    /// Fields that a form may have.
    public static let fieldLimit = 200

    /// Bytes of all texts together.
    public static let textLimit = 65_536

    /// Reads a form.
    ///
    /// - Parameter request: `application/x-www-form-urlencoded` or `multipart/form-data`.
    /// - Throws: ``PageFormError``.
    /// - SeeAlso: RFC 7578; URL Standard 5.1.
    public init(_ request: Request) throws(PageFormError) {
        let type = request.headers["Content-Type"] ?? ""
        let bare = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        switch bare {
        case "multipart/form-data":
            let parts = try MultipartReader(contentType: type).parts(of: request.body)
            var texts: [(String, String)] = []
            var files: [(String, File)] = []
            for part in parts {
                if let fileName = part.fileName {
                    // A file field that was left alone sends an empty file without a name.
                    guard !(fileName.isEmpty && part.bytes.isEmpty) else { continue }
                    files.append((part.name, File(name: fileName, bytes: Array(part.bytes))))
                } else {
                    guard let text = String(validating: part.bytes, as: UTF8.self) else {
                        throw .notText(field: part.name)
                    }
                    texts.append((part.name, text))
                }
            }
            self.texts = texts
            self.files = files
        case "application/x-www-form-urlencoded":
            guard request.body.count <= Self.textLimit else {
                throw .tooLarge(field: "form", seen: request.body.count, allowed: Self.textLimit)
            }
            // A form's body and a query are written alike.
            let query = String(decoding: request.body, as: UTF8.self)
            texts = Request(method: "GET", target: "/?\(query)").query
            files = []
        default: throw .mediaType(seen: type)
        }
        guard texts.count + files.count <= Self.fieldLimit else {
            throw .tooMany(seen: texts.count + files.count, allowed: Self.fieldLimit)
        }
        let size = texts.reduce(0) { $0 + $1.value.utf8.count }
        guard size <= Self.textLimit else { throw .tooLarge(field: "form", seen: size, allowed: Self.textLimit) }
    }

    /// Every field with its bytes, in order; a file's name counts as one of its own.
    var fields: [(name: String, bytes: [UInt8])] {
        texts.map { ($0.name, Array($0.value.utf8)) }
            + files.flatMap { [($0.name, Array($0.file.name.utf8)), ($0.name, $0.file.bytes)] }
    }

    /// The first field of a name, without spaces around it; nil if it is not there or empty.
    public func text(_ name: String) -> String? {
        let value = texts.first { $0.name == name }?.value ?? ""
        let trimmed = value.drop(while: \.isWhitespace)
        let end = trimmed.lastIndex { !$0.isWhitespace }
        return end.map { String(trimmed[...$0]) }
    }

    /// Every field of a name, as boxes send them.
    public func texts(_ name: String) -> [String] { texts.filter { $0.name == name }.map(\.value) }

    /// The first file of a field.
    public func file(_ name: String) -> File? { files.first { $0.name == name }?.file }

    /// Every file of a field.
    public func files(_ name: String) -> [File] { files.filter { $0.name == name }.map(\.file) }
}

/// Why a form cannot be read.
public enum PageFormError: Error, Sendable, Hashable {
    /// Neither of the two types of forms.
    case mediaType(seen: String)
    /// The boundary is missing or is none. RFC 2046 5.1.1
    case boundary
    /// The parts are not framed as they must be. RFC 7578 4
    case malformed(offset: Int)
    /// A text is not UTF-8.
    case notText(field: String)
    /// More bytes than allowed.
    case tooLarge(field: String, seen: Int, allowed: Int)
    /// More fields than allowed.
    case tooMany(seen: Int, allowed: Int)

    /// The answer to whoever sent it.
    public var problem: Problem {
        switch self {
        case .mediaType(let seen):
            .mediaType(seen: seen, allowed: ["multipart/form-data", "application/x-www-form-urlencoded"])
        case .boundary: Problem(400, "service", "formMalformed", ["offset": "0"], clause: "RFC 7578 4.1")
        case .malformed(let offset):
            Problem(400, "service", "formMalformed", ["offset": "\(offset)"], clause: "RFC 7578 4.1")
        case .notText(let field): Problem(400, "service", "formNotText", ["name": field])
        case .tooLarge(let field, let seen, let allowed):
            Problem(413, "service", "formTooLarge", ["name": field, "seen": "\(seen)", "allowed": "\(allowed)"])
        case .tooMany(let seen, let allowed):
            Problem(413, "service", "formTooMany", ["seen": "\(seen)", "allowed": "\(allowed)"])
        }
    }
}
