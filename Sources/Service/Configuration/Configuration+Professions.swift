// SPDX-License-Identifier: Apache-2.0
import DER
public import MohrValidation
import PKIX

extension Configuration {
    /// Which licensing bodies are heard, and where their feeds are put.
    public struct Professions: Sendable, Hashable {
        /// The bodies.
        public let bodies: [LicensingBody]
        /// The folder that feeds are taken from; relative to the home unless it begins with `/`; `nil` for none.
        public let folder: String?
    }
}

extension ConfigurationReader {
    /// `professions`: absent from files of houses that hear nobody.
    mutating func professions() throws(ConfigurationError) -> Configuration.Professions {
        guard var section = try sectionIfThere("professions") else {
            return Configuration.Professions(bodies: [], folder: nil)
        }
        let folder = try section.textOrNull("folder")
        var bodies: [LicensingBody] = []
        for given in try section.sections("bodies") {
            let body = try self.body(given)
            if let other = bodies.first(where: { $0.name == body.name || $0.seal == body.seal }) {
                throw .value(file: file, path: "professions.bodies", seen: other.name, allowed: "each once")
            }
            // Two words on one licence would be none.
            guard bodies.allSatisfy({ $0.professions.isDisjoint(with: body.professions) }) else {
                throw .value(
                    file: file, path: "professions.bodies", seen: body.name, allowed: "each profession at one body")
            }
            bodies.append(body)
        }
        try section.finish()
        return Configuration.Professions(bodies: bodies, folder: folder)
    }

    private func body(_ given: ConfigurationSection) throws(ConfigurationError) -> LicensingBody {
        var section = given
        let name = try section.text("name")
        guard LicensingBody.isName(name) else {
            throw .value(file: file, path: section.path(of: "name"), seen: name, allowed: "a–z, 0–9, -; 1–64")
        }
        let organisation = try section.text("organisation")
        guard !organisation.isEmpty else {
            throw .value(
                file: file, path: section.path(of: "organisation"), seen: organisation, allowed: "NTRIR-14003778990")
        }
        let professions = try section.identifiers("professions")
        guard !professions.isEmpty else {
            throw .value(file: file, path: section.path(of: "professions"), seen: "–", allowed: "one or more")
        }
        let word = try section.text("register")
        guard let register = LicensingBody.Register(rawValue: word) else {
            throw .value(
                file: file, path: section.path(of: "register"), seen: word,
                allowed: LicensingBody.Register.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let body = LicensingBody(
            name: name, professions: professions, register: register, seal: .identifier(organisation),
            maximumAgeSeconds: try section.number("maximumAgeSeconds", 60...31_622_400))
        try section.finish()
        return body
    }
}

extension ConfigurationSection {
    /// What a purpose asks of the signer's standing; the standard's where the file is from before it was asked.
    mutating func professionalRule(of purpose: String) throws(ConfigurationError) -> ProfessionalRule {
        guard names.contains("professionalStatus") else { return StandardPolicies.rule(of: purpose) }
        let word = try text("professionalStatus")
        guard let demand = ProfessionalRule.Demand(rawValue: word) else {
            throw .value(
                file: file, path: path(of: "professionalStatus"), seen: word,
                allowed: ProfessionalRule.Demand.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var scopes: Set<SuspensionScope> = []
        for letter in try texts("suspensions") {
            guard let scope = SuspensionScope(rawValue: letter) else {
                throw .value(file: file, path: path(of: "suspensions"), seen: letter, allowed: "d, e, f, g")
            }
            scopes.insert(scope)
        }
        let words = try texts("acts")
        guard let acts = words.isEmpty ? ProfessionalActs.all : ProfessionalActs(words: words) else {
            throw .value(
                file: file, path: path(of: "acts"), seen: words.joined(separator: ", "),
                allowed: ProfessionalActs.words.map(\.0).joined(separator: ", "))
        }
        return ProfessionalRule(demand, scopes: scopes, acts: acts)
    }

    /// The media types that a purpose takes.
    mutating func documentKinds(of purpose: String) throws(ConfigurationError) -> Set<String>? {
        guard names.contains("documentKinds") else { return StandardPolicies.documentKinds(of: purpose) }
        let kinds = try texts("documentKinds")
        for kind in kinds {
            let parts = kind.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), kind == kind.lowercased(),
                kind.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x3b })
            else {
                throw .value(file: file, path: path(of: "documentKinds"), seen: kind, allowed: "application/json")
            }
        }
        return kinds.isEmpty ? nil : Set(kinds)
    }
}
