// SPDX-License-Identifier: Apache-2.0
import Enrollment

/// `/desk…`: the pages of the registration offices.
enum DeskRoutes {
    /// The routes.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - wake: called when the authority has something to do.
    /// - Returns: the routes.
    static func all(of service: MohrService, wake: @escaping @Sendable () -> Void) -> [any Route] {
        func get(_ pattern: String, _ act: @escaping DeskRoute.Act) -> DeskRoute {
            DeskRoute("GET", pattern, of: service, wake: wake, act)
        }
        func post(_ pattern: String, limit: Int = DeskRoute.formLimit, _ act: @escaping DeskRoute.Act) -> DeskRoute {
            DeskRoute("POST", pattern, of: service, wake: wake, limit: limit, act)
        }
        let applications = [
            get("/desk", QueuePage.show), get("/desk/search", SearchPage.ask), post("/desk/search", SearchPage.take),
            get("/desk/search/{id}", SearchPage.show), get("/desk/applications/new", DraftPages.new),
            get("/desk/applications/{id}", ApplicationPage.show),
            post("/desk/applications/{id}/claim", ClaimRoutes.claim),
            post("/desk/applications/{id}/release", ClaimRoutes.release),
            get("/desk/applications/{id}/acts/{act}", ActPage.ask),
            post("/desk/applications/{id}/acts/{act}", ActPage.take),
            get("/desk/applications/{id}/acts/{act}/statement", ActPage.statement),
            get("/desk/acts/{paper}", ActPage.show), post("/desk/acts/{paper}", ActPage.confirm),
            get("/desk/acts/{paper}/statement", ActPage.statement),
            get("/desk/applications/{id}/correction", CorrectionPage.show),
            post("/desk/applications/{id}/correction", limit: filledIn, CorrectionPage.take),
            get("/desk/applications/{id}/acceptance", AcceptanceFormPage.show),
        ]
        // A paper, and the form around it.
        let (papers, paper) = (service.configuration.evidence.maximumBytes, "/desk/applications/{id}/evidence/{paper}")
        let evidence = [
            post("/desk/applications/{id}/evidence", limit: papers + DeskRoute.formLimit, PaperPages.add),
            get(paper, PaperPages.show), get(paper + "/file", PaperPages.file),
            post(paper + "/deletion", PaperPages.delete),
        ]
        let drafts = [
            get("/desk/drafts", DraftPages.list), post("/desk/drafts", limit: filledIn, DraftPages.begin),
            get("/desk/drafts/{id}", DraftPages.show), post("/desk/drafts/{id}", limit: filledIn, DraftPages.save),
            get("/desk/drafts/{id}/preview", PreviewPage.show),
            post("/desk/drafts/{id}/submission", PreviewPage.submit),
            post("/desk/drafts/{id}/discard", DraftPages.discard),
            DeskRoute("POST", "/desk/checks", of: service, wake: wake, isRepeatable: true, ChecksRoute.check),
        ]
        let certificates = [
            get("/desk/certificates/{serial}", CertificatePage.show),
            get("/desk/certificates/{serial}/{act}", CertificateActPage.ask),
            post("/desk/certificates/{serial}/{act}", CertificateActPage.take),
            get("/desk/certificate-proofs/{serial}", ProofFile.send),
            get("/desk/certificate-acts/{paper}", CertificateActPage.show),
            post("/desk/certificate-acts/{paper}", CertificateActPage.confirm),
            get("/desk/certificate-acts/{paper}/statement", CertificateActPage.statement),
        ]
        let offices = [
            get("/desk/leave", LeavePage.show), get("/desk/day", DayPage.show), get("/desk/offices", OfficesPage.list),
            get("/desk/offices/new", OfficeFormPages.new), post("/desk/offices", OfficeFormPages.create),
            get("/desk/offices/{office}", OfficePage.show),
            get("/desk/offices/{office}/anomalies", AnomaliesPage.show),
            get("/desk/offices/{office}/inspections", InspectionPages.list),
            post("/desk/offices/{office}/inspections", InspectionPages.draw),
            get("/desk/offices/{office}/inspections/{line}", InspectionPages.show),
            get("/desk/offices/{office}/details", OfficeFormPages.showDetails),
            post("/desk/offices/{office}/details", OfficeFormPages.takeDetails),
            get("/desk/offices/{office}/licence", OfficeFormPages.showLicence),
            post("/desk/offices/{office}/licence", OfficeFormPages.takeLicence),
            get("/desk/offices/{office}/{act}", OfficeStandingPage.ask),
            post("/desk/offices/{office}/{act}", OfficeStandingPage.perform),
            get("/desk/keys", KeysPage.show), post("/desk/keys", KeysPage.offer(taking:)),
            post("/desk/keys/{key}/confirmation", KeysPage.confirm),
            post("/desk/keys/{key}/withdrawal", KeysPage.withdraw),
        ]
        let staff = [
            get("/desk/offices/{office}/officers/new", OfficerFormPages.new),
            post("/desk/offices/{office}/officers", limit: filledIn, OfficerFormPages.create),
            get("/desk/officers/{officer}", OfficerPage.show),
            get("/desk/officers/{officer}/certificate", OfficerPage.file),
            get("/desk/officers/{officer}/{act}", OfficerStandingPage.ask),
            post("/desk/officers/{officer}/{act}", OfficerStandingPage.perform),
            get("/desk/deputies", DeputiesPage.show), post("/desk/deputies", DeputiesPage.take),
            get("/desk/deputies/papers/{paper}", DeputiesPage.ask),
            post("/desk/deputies/papers/{paper}", DeputiesPage.confirm),
            get("/desk/deputies/papers/{paper}/statement", DeputiesPage.statement),
            post("/desk/deputies/{delegation}/end", DeputiesPage.end),
        ]
        return applications + evidence + drafts + certificates + staff + offices
    }

    /// A form with a certification request in it.
    private static let filledIn = 131_072
}
