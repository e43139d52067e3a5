// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import MohrValidation
import PKIX

/// `GET /`: the page where anyone chooses a signed document.
struct UploadPageRoute: PageRoute {
    let method = "GET"
    let pattern = "/"
    let purposes: [String]

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .inline(UploadForm(reader: PageReader(request), purposes: purposes).page.response())
    }
}

/// `POST /`: the verdict on what was chosen, in words.
///
/// What is kept is what the API keeps: of a true signature's first verification a receipt, digests only. Neither the
/// document nor who asked is.
struct VerdictPageRoute: PageRoute {
    let method = "POST"
    let pattern = "/"
    /// Half as much again as is taken, so that who sends too much is told so on a page.
    let bodyLimit = UploadedDocument.byteLimit * 3 / 2

    private let desk: VerificationDesk
    private let anchors: [Certificate]
    private let purposes: [String: ValidationPolicy]
    private let counters: Counters

    init(
        desk: VerificationDesk, anchors: [Certificate], purposes: [String: ValidationPolicy], counters: Counters
    ) {
        self.desk = desk
        self.anchors = anchors
        self.purposes = purposes
        self.counters = counters
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(PageFormError) {
                return verdict(on: try PageForm(request), request)
            } catch {
                return form(PageReader(request), with: error.problem)
            }
        }
    }

    private func verdict(on form: PageForm, _ request: Request) -> Response {
        let reader = PageReader(request, choosing: form.text("lang"))
        guard SameOrigin.holds(for: request) else { return self.form(reader, with: SameOrigin.problem) }
        do throws(Problem) {
            let document = try UploadedDocument(form)
            let policy = try policy(document.purpose ?? "signature")
            let page = document.isContainer ? try opened(document, policy) : judged(document, policy)
            let decision = page.own.decision.rawValue
            counters.count("mohr_verifications_total", ["decision": decision, "purpose": policy.purpose])
            return page.page(for: reader).response()
        } catch {
            return self.form(reader, with: error)
        }
    }

    private func policy(_ name: String) throws(Problem) -> ValidationPolicy {
        guard let policy = purposes[name] else {
            throw .member("purpose", seen: name, allowed: Self.ordered(purposes.keys).joined(separator: ", "))
        }
        return policy
    }

    private func judged(_ document: UploadedDocument, _ policy: ValidationPolicy) -> VerdictPage {
        let verification = desk.verify(
            document.signature, content: document.content, at: document.at, policy: policy)
        return VerdictPage(report: verification.json, file: document.file)
    }

    /// An evidence pack says for what and when it was judged; only another purpose or time is judged anew.
    private func opened(_ document: UploadedDocument, _ policy: ValidationPolicy) throws(Problem) -> VerdictPage {
        let pack = OpenedPack(reading: document.file.bytes, trusting: anchors)
        // A container of another kind is a mistake of the chooser's, and no verdict on anyone.
        if pack.findings.contains(where: { [.container, .layout].contains($0.code) }) {
            throw Problem(422, "page", "container")
        }
        let verdict = PackVerdict(
            pack, trusting: anchors, at: document.at.map { ReferenceTime($0, .caller) },
            policy: policy.purpose == "signature" ? nil : policy, among: Array(purposes.values), believesItsTime: false)
        var page = VerdictPage(report: verdict.report.map { ReportJSON.value(of: $0) } ?? .null, file: document.file)
        page.pack = verdict
        return page
    }

    private func form(_ reader: PageReader, with problem: Problem) -> Response {
        UploadForm(reader: reader, purposes: Self.ordered(purposes.keys), problem: problem).page
            .response(status: problem.status)
    }

    /// The purposes in the order in which people ask for them; the house's own ones after.
    static func ordered(_ names: some Sequence<String>) -> [String] {
        let known = ["signature", "prescription", "reimbursement", "trade", "court"]
        let all = Set(names)
        return known.filter(all.contains) + all.subtracting(known).sorted()
    }
}
