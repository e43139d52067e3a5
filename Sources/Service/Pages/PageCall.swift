// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// What writes a page, at the desk or for holders: the words and the parts that are alike everywhere.
protocol PageCall {
    var service: MohrService { get }
    var reader: PageReader { get }
}

extension PageCall {
    var language: Language { reader.language }

    /// A sentence in the reader's language.
    func word(_ key: String, _ facts: [String: String] = [:]) -> String { reader.word(key, facts) }

    /// A field of a form with its label, its hint and what is wrong with it.
    ///
    /// - Parameters:
    ///   - name: what it is sent as.
    ///   - label: above it.
    ///   - hint: below that.
    ///   - wrong: what is wrong with what was sent.
    ///   - isRequired: whether it has to be filled in.
    ///   - isLive: whether a script says what is wrong, so that there has to be a place for it.
    ///   - control: the element, with attributes that tie it to the others.
    /// - Returns: all of it, in one block.
    func field(
        _ name: String, label: String, hint: String?, wrong: String?, isRequired: Bool, isLive: Bool,
        control: ([Attribute]) -> HTML
    ) -> HTML {
        let id = "f-\(name)"
        let hasWrong = isLive || wrong != nil
        var attributes: [Attribute] = [.id(id), .name(name)]
        let described = [hint.map { _ in "\(id)-hint" }, hasWrong ? "\(id)-wrong" : nil].compactMap { $0 }
        if !described.isEmpty { attributes.append(.aria("describedby", described.joined(separator: " "))) }
        if wrong != nil { attributes.append(.aria("invalid", "true")) }
        if isRequired { attributes.append(.aria("required", "true")) }
        return Tag.div(.class("field")) {
            Tag.label(.for(id)) {
                label
                if !isRequired { Tag.small { " (\(word("desk.optional")))" } }
            }
            if let hint { Tag.p(.class("hint"), .id("\(id)-hint")) { hint } }
            if hasWrong {
                Tag.p.element(
                    [.class("wrong"), .id("\(id)-wrong")] + (wrong == nil ? [.hidden] : []), .text(wrong ?? ""))
            }
            control(attributes)
        }
    }

    /// A row of facts; nothing for a fact that is not there.
    func fact(_ name: String, _ value: HTML?) -> HTML {
        guard let value, !value.isEmpty else { return .empty }
        return .joined([Tag.dt { name }, Tag.dd { value }])
    }

    /// A certificate's status, as a badge.
    func badge(_ status: RecordedStatus) -> HTML {
        let kind =
            switch status {
            case .good: "badge accept"
            case .revoked: "badge reject"
            case .onHold, .pendingAcceptance: "badge amber"
            }
        return Tag.span(.class(kind)) { word("status.\(status.rawValue)") }
    }

    /// What a profile is called.
    func title(ofProfile name: String) -> String { service.profiles[name]?.title[language.rawValue] ?? name }
}
