#include "storage/model_probes.h"

#include "gateway/storage/store_fixture.h"

using namespace storage;

/// The last probe of each model, as it is kept.
class ModelProbesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLastOfEachModelIsKeptAsLongAsItsProviderIsChosen()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        const KeptProbe bad{.providerId = "prov_a",
                            .model = "m",
                            .atMs = 1'769'582'750'000,
                            .byCall = false,
                            .failure = model::FailureClass::NoSuchModel,
                            .status = 404,
                            .latencyUs = -1,
                            .detail = "there is no \"m\"",
                            .failures = 2};
        KeptProbe good{.providerId = "prov_b", .model = "m", .atMs = 1, .byCall = true, .status = 200, .latencyUs = 9};
        VERIFY_OK(saveModelProbe(*db, bad));
        VERIFY_OK(saveModelProbe(*db, good));
        good.atMs = 2;
        VERIFY_OK(saveModelProbe(*db, good));
        const auto all = listModelProbes(*db);
        VERIFY_OK(all);
        QVERIFY((*all == std::vector{bad, good}));
        VERIFY_OK(keepModelProbesOf(*db, {"prov_a", "prov_c"}));
        QVERIFY((*listModelProbes(*db) == std::vector{bad}));
        VERIFY_OK(keepModelProbesOf(*db, {}));
        QVERIFY(listModelProbes(*db)->empty());
    }
};

QTEST_GUILESS_MAIN(ModelProbesTest)
#include "model_probes_test.moc"
