// SPDX-License-Identifier: Apache-2.0

/// `/mine…` and `/v1/mine…`: what holders and applicants do without an office.
enum MineRoutes {
    /// The routes; none where nothing can be sent to anyone.
    static func all(of service: MohrService) -> [any Route] {
        guard service.roles.contains(.registrationAuthority), service.configuration.holders.isServed else { return [] }
        func get(_ pattern: String, _ act: @escaping MineRoute.Act) -> MineRoute {
            MineRoute("GET", pattern, of: service, act)
        }
        func post(_ pattern: String, _ act: @escaping MineRoute.Act) -> MineRoute {
            MineRoute("POST", pattern, of: service, act)
        }
        let pages: [any Route] = [
            get("/mine", MineHomePage.show),
            get("/mine/sign-in", CodePages.askToSignIn), post("/mine/sign-in", CodePages.sendToSignIn),
            post("/mine/sign-in/code", CodePages.signIn), post("/mine/sign-out", CodePages.signOut),
            get("/mine/track", CodePages.askToTrack), post("/mine/track", CodePages.sendToTrack),
            post("/mine/track/code", CodePages.track),
            get("/mine/application", StandingPage.show),
            get("/mine/certificates", HolderCertificatesPage.list),
            get("/mine/certificates/{serial}", HolderCertificatePage.show),
            get("/mine/certificates/{serial}/hold", HolderHoldPage.ask),
            post("/mine/certificates/{serial}/hold", HolderHoldPage.take),
            get("/mine/apply", HomeFormPages.new), post("/mine/apply", HomeFormPages.begin),
            get("/mine/draft", HomeFormPages.show), get("/mine/draft/form", HomeFormPages.change),
            post("/mine/draft", HomeFormPages.save),
            get("/mine/h/{link}", HoldLinkPage.ask), post("/mine/h/{link}", HoldLinkPage.take),
        ]
        return pages + HolderRoutes.all(of: service)
    }
}
