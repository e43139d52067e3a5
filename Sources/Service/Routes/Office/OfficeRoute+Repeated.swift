// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

extension OfficeCall {
    /// The answer to a call that was done before the process was stopped, and is made again because nobody answered it.
    ///
    /// Done anew it is refused, since it is done; the application itself shows that it was.
    ///
    /// - Parameter refusal: of doing it anew.
    /// - Returns: what the first call would have been answered; `nil` when the application does not bear it out.
    func doneBefore(_ refusal: Problem) -> (Int, JSONValue)? {
        let words = request.path.split(separator: "/")
        guard refusal.status == 409, words.starts(with: ["v1", "applications"]), let last = words.last else {
            return nil
        }
        // An application by the same officer's office, of the same person, with the same key.
        let filed = refusal.type == "enrollment:keyInOpenApplication" ? refusal.facts["id"] : nil
        guard let id = words.count == 2 ? filed : parts["id"] else { return nil }
        guard let application = try? service.registration.application(id, seenBy: officer) else { return nil }
        let record = application.record
        let isDone =
            switch last {
            case "applications": application.office == officer.office
            case "entry": record.enteredBy == officer.id
            case "approval": record.approvedBy == officer.id
            case "return": record.state == .returned
            case "rejection": record.state == .rejected
            case "withdrawal": record.state == .withdrawn
            case "acceptance": record.state == .accepted
            default: false
            }
        return isDone ? (last == "applications" ? 201 : 200, ApplicationRoutes.value(of: application)) : nil
    }
}
