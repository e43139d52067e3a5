// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// An act that an officer is about to do, with all that they sign.
struct PreparedAct {
    let act: DeskAct
    let application: Application
    let cause: String?
    let remarks: [ApplicationRemark]
    /// The version that the officer saw.
    let version: Int
    /// Where its confirmation is sent to.
    let path: String
    /// The papers that were on file, which the signature covers.
    let papers: [EvidenceRecord]

    /// The exact bytes that are signed; nil for an act that is not signed.
    func statement(by officer: Officer) -> [UInt8]? {
        act.signed.map {
            OfficerAction(
                $0, of: application, by: officer, because: cause, remarks: remarks, evidence: papers.map(\.sha256)
            ).bytesToBeSigned
        }
    }

    /// An act that needs no cause, of the application that the path names.
    init(_ call: DeskCall) throws(Problem) {
        let (id, name) = (call.part("id"), call.part("act"))
        guard let act = DeskAct.table.first(where: { $0.name == name }) else {
            throw .notFound(path: call.request.path)
        }
        self.act = act
        application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id, seenBy: call.officer)
        }
        (cause, remarks) = (nil, [])
        version = call.optionalText("version").flatMap { Int($0) } ?? application.record.version
        path = "/desk/applications/\(id)/acts/\(name)"
        papers = try call.papers(of: id)
    }

    /// An act that was written down with its cause.
    init(paper id: String, _ call: DeskCall) throws(Problem) {
        let paper = try call.recording { () throws(RecordsError) in
            try call.service.records.deskPaper(id, .act, of: call.officer.id)
        }
        guard let paper, let name = paper.content["act"], let tracked = paper.content["application"],
            let act = DeskAct.table.first(where: { $0.name == name })
        else { throw .notFound(path: call.request.path) }
        self.act = act
        application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(tracked, seenBy: call.officer)
        }
        cause = paper.content["cause"]
        remarks = Remarks.all(in: paper.content.fields)
        version = paper.content["version"].flatMap { Int($0) } ?? application.record.version
        path = "/desk/acts/\(id)"
        papers = try call.papers(of: tracked)
    }

    /// Does it.
    func perform(_ call: DeskCall) throws(Problem) {
        let (registration, id, signature) = (call.service.registration, application.id, try call.signature())
        let (officer, version, cause, remarks) = (call.officer, version, cause ?? "", remarks)
        switch act {
        case .enter:
            try call.enrolling { () throws(EnrollmentError) in
                _ = try registration.enter(id, by: officer, signature: signature, expecting: version)
            }
        case .approve:
            try call.enrolling { () throws(EnrollmentError) in
                _ = try registration.approve(id, by: officer, signature: signature, expecting: version)
            }
            call.wake()
            // A replacement's old certificates go at the second officer's word.
            try? call.service.settleSuccessions()
        case .sendBack:
            try call.enrolling { () throws(EnrollmentError) in
                _ = try registration.sendBack(
                    id, because: cause, remarks: remarks, by: officer, signature: signature, expecting: version)
            }
        case .reject:
            try call.enrolling { () throws(EnrollmentError) in
                _ = try registration.reject(
                    id, because: cause, by: officer, signature: signature, expecting: version)
            }
        default:
            try call.enrolling { () throws(EnrollmentError) in
                _ = try registration.withdraw(id, because: cause, by: officer, signature: signature)
            }
        }
    }
}

/// What is to be corrected, point by point, as forms and papers name it: `remark.<point>`.
enum Remarks {
    static let prefix = "remark."

    static func all(in fields: [String: String]) -> [ApplicationRemark] {
        fields.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { ApplicationRemark(point: String($0.key.dropFirst(prefix.count)), text: $0.value) }
    }

    /// What a point is called.
    static func name(of point: String, _ call: DeskCall) -> String {
        for key in ["field.\(point)", point] where Catalogue.has(key, in: call.language) { return call.word(key) }
        return point
    }
}
