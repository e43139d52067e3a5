// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Every profile of a house with the tables that they draw on, checked against each other once.
///
/// - SeeAlso: CP/CPS 7.1; `PKI/README.md`.
public struct ProfileSet: Sendable {
    /// The profiles, by name.
    public let profiles: [String: CertificateProfile]

    /// The professions that certificates may name.
    public let professions: [Profession]

    /// The words that `title` may hold.
    public let titles: [TitleWord]

    /// SHA-256 of each profile's file and of both tables, by which the audit log tells when one changes.
    public let digests: [String: [UInt8]]

    /// What the tables are called among ``digests``; no profile's name has a capital.
    public static let tables = (professions: "Professions", titles: "Titles")

    /// Checks a set and takes it in.
    ///
    /// - Parameters:
    ///   - files: the profiles' files, JSON5, by the name that each must have.
    ///   - professions: `Professions.json5`.
    ///   - titles: `Titles.json5`.
    /// - Throws: ``ProfileSetError``, naming the file.
    public init(
        files: [String: [UInt8]], professions: [UInt8], titles: [UInt8]
    ) throws(ProfileSetError) {
        let rows = try Self.professions(professions)
        let words = try Self.titles(titles)
        var identifiers = MohrOID.named
        for row in rows { identifiers[row.name] = row.identifier }
        var profiles: [String: CertificateProfile] = [:]
        var digests = [
            Self.tables.professions: DigestAlgorithm.sha256.digest(professions),
            Self.tables.titles: DigestAlgorithm.sha256.digest(titles),
        ]
        for (name, bytes) in files {
            do throws(ProfileError) {
                let profile = try CertificateProfile(reading: bytes, identifiers: identifiers)
                guard profile.name == name else {
                    throw .unknownValue(path: "name", seen: profile.name, allowed: [name])
                }
                try profile.check(against: rows, words)
                profiles[name] = profile
                digests[name] = profile.sha256
            } catch {
                throw ProfileSetError(file: name, cause: error)
            }
        }
        (self.profiles, self.professions, self.titles, self.digests) = (profiles, rows, words, digests)
    }

    /// The words that the title may be, by profile, for profiles that leave it to the application.
    public var titleChoices: [String: [String]] {
        var choices: [String: [String]] = [:]
        for title in titles { for profile in title.profiles { choices[profile, default: []].append(title.word) } }
        return choices
    }

    private static func professions(_ bytes: [UInt8]) throws(ProfileSetError) -> [Profession] {
        do throws(ProfileError) {
            var rows: [Profession] = []
            for object in try Self.rows(of: bytes, "professions") {
                let row = try Profession(object)
                guard !rows.contains(where: { $0.name == row.name || $0.identifier == row.identifier }) else {
                    throw .repeated(path: "professions", value: row.name)
                }
                rows.append(row)
            }
            return rows
        } catch {
            throw ProfileSetError(file: tables.professions, cause: error)
        }
    }

    private static func titles(_ bytes: [UInt8]) throws(ProfileSetError) -> [TitleWord] {
        do throws(ProfileError) {
            var words: [TitleWord] = []
            for object in try rows(of: bytes, "titles") {
                let word: TitleWord
                do throws(JSON5Error) { word = try TitleWord(object) } catch { throw .document(error) }
                guard !words.contains(where: { $0.word == word.word }) else {
                    throw .repeated(path: "titles", value: word.word)
                }
                words.append(word)
            }
            return words
        } catch {
            throw ProfileSetError(file: tables.titles, cause: error)
        }
    }

    private static func rows(of bytes: [UInt8], _ name: String) throws(ProfileError) -> [JSON5Object] {
        do throws(JSON5Error) {
            var file = try JSON5Object(reading: bytes)
            let rows = try file.objects(name)
            try file.finish()
            return rows
        } catch {
            throw .document(error)
        }
    }
}

extension CertificateProfile {
    /// Refuses a profession or a title that the tables do not give to this profile.
    fileprivate func check(against professions: [Profession], _ titles: [TitleWord]) throws(ProfileError) {
        if kind == .subscriber, subjectClass == nil {
            throw .unknownValue(
                path: "subjectClass", seen: "nothing", allowed: SubjectClass.allCases.map(\.rawValue))
        }
        if let admission {
            let row = professions.first { $0.identifier == admission.profession }
            guard let row, row.profiles.contains(name) else {
                throw .unknownValue(
                    path: "admission.professionOID", seen: row?.name ?? admission.profession.dotted,
                    allowed: professions.filter { $0.profiles.contains(name) }.map(\.name))
            }
            guard admission.professionItems == row.items else {
                throw .unknownValue(
                    path: "admission.professionItem", seen: admission.professionItems.joined(separator: ", "),
                    allowed: row.items)
            }
        }
        guard let title = subject.first(where: { $0.attribute == OID.title }) else { return }
        let allowed = titles.filter { $0.profiles.contains(name) }.map(\.word)
        if case .fixed(let word) = title.source {
            guard allowed.contains(word) else {
                throw .unknownValue(path: "subject.title", seen: word, allowed: allowed)
            }
        } else if allowed.isEmpty {
            throw .empty(path: "subject.title")
        }
    }
}
