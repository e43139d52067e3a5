// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// Who reads a page: in which language, and at which address.
public struct PageReader: Sendable {
    /// The language of the page.
    public let language: Language

    /// Whether the address asks for the language, so that it should be remembered.
    let choseLanguage: Bool

    private let path: String
    private let query: [(String, String)]

    /// Reads a request: `?lang=`, then the cookie `lang`, then `Accept-Language`; Persian when none says.
    ///
    /// - Parameters:
    ///   - request: the reader's.
    ///   - choice: the language that the page was in whose form this answers; goes before everything.
    public init(_ request: Request, choosing choice: String? = nil) {
        let asked = (choice ?? request.queryValue("lang")).flatMap { Language(rawValue: $0) }
        choseLanguage = asked != nil
        language = asked ?? Self.remembered(request) ?? Self.preferred(request)
        path = request.path
        query = request.method == "GET" || request.method == "HEAD" ? request.query.filter { $0.0 != "lang" } : []
    }

    /// A reader without a request, for pages in files.
    public init(language: Language) {
        self.language = language
        choseLanguage = false
        path = "/"
        query = []
    }

    /// A sentence of the catalogue in the reader's language.
    public func word(_ key: String, _ facts: [String: String] = [:]) -> String {
        Catalogue.sentence(key, facts, in: language)
    }

    /// The same address in a language.
    func location(in language: Language) -> String {
        let pairs = (query + [("lang", language.rawValue)]).map { "\(Self.encoded($0))=\(Self.encoded($1))" }
        return "\(path)?\(pairs.joined(separator: "&"))"
    }

    private static func remembered(_ request: Request) -> Language? {
        let pairs = request.headers.values("Cookie").flatMap { $0.split(separator: ";") }
        let value = pairs.lazy.map { $0.drop { $0 == " " } }.first { $0.hasPrefix("lang=") }?.dropFirst(5)
        return value.flatMap { Language(rawValue: String($0)) }
    }

    /// The first language of `Accept-Language` that pages are written in.
    private static func preferred(_ request: Request) -> Language {
        let asked = (request.headers["Accept-Language"] ?? "").split(separator: ",")
        let tags = asked.map { $0.split(whereSeparator: { ";-_ ".contains($0) }).first.map { $0.lowercased() } ?? "" }
        return tags.lazy.compactMap { Language(rawValue: $0) }.first ?? .persian
    }

    /// RFC 3986 2.3: everything but unreserved characters.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
