#include <chrono>

#include <QAccessible>

#include "ui/pages/providers/pending_removals.h"
#include "ui/providers_fixture.h"
#include "ui/widgets/page.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

using namespace std::chrono_literals;

/// The Providers page over a fake gateway, as hands and keys meet it.
class ProvidersPageTest final : public ProvidersFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { openWindow(); }
    void cleanup() { m_window.reset(); }

    void theListTellsTheDay()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTRY_COMPARE(cell(0, 3), QStringLiteral("1,155"));
        QCOMPARE(cell(0, 2), QStringLiteral("0.64 s"));
        QCOMPARE(cell(0, 4), QStringLiteral("12"));
        QCOMPARE(cell(2, 6), QStringLiteral("not needed"));
        QTRY_COMPARE(label("detailName"), QStringLiteral("OpenAI"));
        QTRY_COMPARE(find<QTableView>("keysTable")->model()->rowCount(), 2);
        QTRY_COMPARE(find<QTableView>("modelsTable")->model()->rowCount(), 3);
        QCOMPARE(label("modelsNote"), QStringLiteral("3, 2 on"));
    }

    void anEmptyListOffersToAddOne()
    {
        m_fake->providers.clear();
        QTRY_COMPARE(table()->model()->rowCount(), 0);
        m_window->showPage(0);
        m_window->showPage(ui::pageIndex(u"providers"));
        QTRY_VERIFY(find<QWidget>("noProviders")->isVisible());
        QVERIFY(!table()->isVisible());
    }

    void aSwitchIsPendingUntilThePlanHasIt()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        bool inEffect = true;
        m_client->answers["status.get"] = [&inEffect](const auto &) -> FakeProviders::Answer {
            return base::Json{{"providers", {{{"name", "OpenAI"}, {"enabled", inEffect}}}}};
        };
        m_client->answers["providers.update"] = [this](const admin::AdminCall &call) -> FakeProviders::Answer {
            m_fake->providers[0]["enabled"] = call.body["enabled"];
            return m_fake->providers[0];
        };
        ui::Switch *shown = table()->findChild<ui::RowSwitches *>()->at(0);
        QVERIFY(shown->isOn());
        QTest::mouseClick(shown, Qt::LeftButton);
        QCOMPARE(shown->pending(), std::optional(false));
        QTRY_VERIFY(called("providers.update"));
        QTRY_COMPARE(cell(0, 1), QStringLiteral("Turning off")); // saved, but calls still reach it
        QVERIFY(shown->isOn());
        inEffect = false;
        QTest::keyClick(m_page, Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!shown->isOn(), 8000);
        QVERIFY(!shown->pending());
        QCOMPARE(cell(0, 1), QStringLiteral("Off"));
    }

    void aRefusedSwitchGoesBackAndSaysWhy()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_client->answers["providers.update"] = [](const auto &) -> FakeProviders::Answer {
            return base::fail(base::ErrorCode::Forbidden, "no");
        };
        table()->setFocus();
        table()->selectRow(1);
        QTest::keyClick(table(), Qt::Key_Space);
        auto *toast = m_window->findChild<ui::Toast *>();
        QTRY_VERIFY(toast->isVisible());
        QCOMPARE(toast->accessibleName(), QStringLiteral("The gateway refused: this needs a key with more rights."));
        QTRY_COMPARE(cell(1, 1), QStringLiteral("On"));
    }

    void anotherPageNamesTheOneToShow()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        qobject_cast<ui::Page *>(m_page)->showItem(QStringLiteral("prov_Groq"));
        QCOMPARE(table()->currentIndex().row(), 1);
        qobject_cast<ui::Page *>(m_page)->showItem(QStringLiteral("prov_nobody"));
        QCOMPARE(table()->currentIndex().row(), 1);
    }

    void priorityMovesByKeyboard()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        table()->setFocus();
        table()->selectRow(1);
        QTest::keyClick(table(), Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(called("providers.update"));
        QCOMPARE(lastCall("providers.update").path.front().second, std::string("prov_Groq"));
        QCOMPARE(lastCall("providers.update").body["priority"].get<int>(), 1);
    }

    void aConflictShowsWhatHoldsNow()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_client->answers["providers.update"] = [](const auto &) -> FakeProviders::Answer {
            return base::fail(base::ErrorCode::Conflict, "passed", "if_version");
        };
        m_client->answers["providers.get"] = [](const auto &) -> FakeProviders::Answer {
            base::Json now = FakeProviders::provider("OpenAI");
            now["base_url"] = "https://elsewhere.example/v1";
            now["version"] = 9;
            return now;
        };
        find<QPushButton>("editProvider")->click();
        QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("OpenAI"));
        find<QPushButton>("formAct")->click();
        QTRY_COMPARE(find<QLineEdit>("base_url")->text(), QStringLiteral("https://elsewhere.example/v1"));
        QVERIFY(label("formWords").startsWith(QStringLiteral("It was changed elsewhere meanwhile.")));
        m_fake->serve(*m_client);
        find<QPushButton>("formAct")->click();
        QTRY_COMPARE(lastCall("providers.update").body["if_version"].get<int>(), 9);
        QCOMPARE(lastCall("providers.update").body["timeouts"]["first_token_ms"].get<int>(), 60000);
        QCOMPARE(lastCall("providers.update").body["headers"]["x-team"].get<std::string>(), std::string("blue"));
    }

    void aRemovalWaitsForTheUndo()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_page->findChild<ui::PendingRemovals *>()->setTimeToUndo(200ms);
        removeFirst();
        QCOMPARE(table()->model()->rowCount(), 2);
        QVERIFY(!called("providers.delete"));
        QTRY_VERIFY(called("providers.delete"));
        QCOMPARE(lastCall("providers.delete").path.front().second, std::string("prov_OpenAI"));
    }

    void anUndoLosesNothing()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_page->findChild<ui::PendingRemovals *>()->setTimeToUndo(300ms);
        removeFirst();
        QTRY_VERIFY(called("providers.update"));
        QCOMPARE(lastCall("providers.update").body["enabled"].get<bool>(), false); // it gets no more calls
        m_window->findChild<ui::Toast *>()->undo();
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTRY_COMPARE(lastCall("providers.update").body["enabled"].get<bool>(), true);
        QTest::qWait(500);
        QVERIFY(!called("providers.delete"));
    }

    void closingSendsWhatWaits()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        removeFirst();
        m_window.reset();
        QVERIFY(called("providers.delete"));
    }

    void aKeyIsRemovedWithTheSameCare()
    {
        auto *keys = find<QTableView>("keysTable");
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        keys->setFocus();
        keys->selectRow(1);
        QTest::keyClick(keys, Qt::Key_Delete);
        QCOMPARE(keys->model()->rowCount(), 1);
        m_window->findChild<ui::Toast *>()->undo();
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        QVERIFY(!called("provider_keys.delete"));
    }

    void aKeyThatCoolsDownSaysWhyAndCanBeLetGo()
    {
        auto *keys = find<QTableView>("keysTable");
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        QVERIFY(!find<QWidget>("keyWait"));
        const auto until = QDateTime::currentDateTimeUtc().addSecs(252).toString(Qt::ISODateWithMs).toStdString();
        m_fake->keys[1]["health"] = {{"gate", "open"},
                                     {"models",
                                      {{{"model", "<b>gpt-5.2</b>"},
                                        {"gate", "cooling"},
                                        {"until", until},
                                        {"left_ms", 252'000},
                                        {"length_ms", 600'000},
                                        {"reason", "rate_limited"},
                                        {"source", "retry_after"}}}}};
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("keyWait"), 8000);
        auto *wait = find<QWidget>("keyWait");
        QTRY_VERIFY(wait->isVisible());
        QCOMPARE(wait->findChild<QLabel *>(named("keyWaitName"))->text(), QStringLiteral("backup"));
        QVERIFY(label("keyWaitUntil").startsWith(QStringLiteral("<b>gpt-5.2</b>: cooling down until ")));
        QCOMPARE(wait->findChild<QLabel *>(named("keyWaitUntil"))->textFormat(), Qt::PlainText);
        QVERIFY(label("keyWaitReason").contains(QStringLiteral("Retry-After")));
        QCOMPARE(keys->model()->index(1, 4).data().toString(), QStringLiteral("Cooling down"));
        m_client->answers["provider_keys.clear"] = [this](const auto &) -> FakeProviders::Answer {
            m_fake->keys[1].erase("health");
            return base::Json::object();
        };
        find<QPushButton>("clearKey")->click();
        QTRY_VERIFY(called("provider_keys.clear"));
        QTRY_VERIFY(!find<QWidget>("keyWait"));
    }

    void aKeyIsHeldByHand()
    {
        auto *keys = find<QTableView>("keysTable");
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        m_client->answers["provider_keys.hold"] = [this](const auto &) -> FakeProviders::Answer {
            m_fake->keys[0]["health"] = {{"gate", "held"}, {"until", nullptr}, {"reason", "held"}, {"source", "admin"}};
            return base::Json::object();
        };
        keys->setFocus();
        keys->selectRow(0);
        QTest::keyClick(keys, Qt::Key_H, Qt::ControlModifier);
        QTRY_VERIFY(called("provider_keys.hold"));
        QTRY_COMPARE(label("keyWaitUntil"), QStringLiteral("held until it is cleared"));
        QCOMPARE(keys->model()->index(0, 4).data().toString(), QStringLiteral("Held"));
    }

    void aKeyIsReplacedOnlyWhenOneIsEntered()
    {
        auto *keys = find<QTableView>("keysTable");
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        keys->setFocus();
        keys->selectRow(0);
        QTest::keyClick(keys, Qt::Key_F2);
        QTRY_VERIFY(find<QWidget>("providerKeySheet"));
        find<QPushButton>("testConnection")->click();
        QTRY_VERIFY(called("provider_keys.probe"));
        find<QPushButton>("formAct")->click();
        QTRY_VERIFY(called("provider_keys.update"));
        QVERIFY(!lastCall("provider_keys.update").body.contains("secret"));
        QCOMPARE(lastCall("provider_keys.update").body["if_version"].get<int>(), 5);
    }

    void discoveredModelsAreAdded()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        find<QPushButton>("addModels")->click();
        auto *models = find<QAbstractItemView>("modelChoice");
        QTRY_COMPARE(models->model()->rowCount(), 2);
        models->model()->setData(models->model()->index(1, 0), Qt::Checked, Qt::CheckStateRole);
        QTest::keyClicks(find<QLineEdit>("modelName"), QStringLiteral("my-own"));
        QTest::keyClick(find<QLineEdit>("modelName"), Qt::Key_Return);
        find<QPushButton>("formAct")->click();
        QTRY_VERIFY(called("provider_models.create"));
        QCOMPARE(lastCall("provider_models.create").body["name"].get<std::string>(), std::string("my-own"));
        QVERIFY(lastCall("providers.discover").body["add"] == base::Json::array({"gpt-6"}));
        QTRY_VERIFY(!find<QWidget>("modelsSheet"));
    }

    void aTestIsRemembered()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_client->answers["providers.test"] = [](const auto &) -> FakeProviders::Answer {
            return base::Json{{"ok", false}, {"keys", {{{"key", "default"}, {"ok", false}, {"error", "401"}}}}};
        };
        find<QPushButton>("testProvider")->click();
        QTRY_COMPARE(cell(0, 1), QStringLiteral("Test failed"));
        QCOMPARE(label("testProblem"), QStringLiteral("401"));
        QVERIFY(label("lastTest").endsWith(QStringLiteral("0 of 1 key works")));
    }

    void aNarrowWindowOpensTheDetailInADrawer()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        m_window->resize(1000, 700);
        QTRY_VERIFY(!find<QPushButton>("editProvider")->isVisible());
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return);
        const auto visible = [this] {
            const auto all = m_window->findChildren<QPushButton *>(named("editProvider"));
            return std::ranges::count_if(all, [](const QPushButton *button) { return button->isVisible(); });
        };
        QTRY_COMPARE(visible(), 1);
    }

    void longNamesWidenNothing()
    {
        m_fake->providers[0] = FakeProviders::provider(std::string(64, 'W'));
        m_fake->keys[0]["name"] = std::string(64, 'W');
        m_fake->models[0]["name"] = std::string(250, 'W');
        const int least = m_window->minimumSizeHint().width();
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(m_page, Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(cell(0, 0).startsWith(QStringLiteral("WWW")), 8000);
        m_client->settle();
        QVERIFY(m_window->minimumSizeHint().width() <= std::max(least, 1180));
    }

    void everyFocusableWidgetHasAName_data()
    {
        QTest::addColumn<QString>("opener");
        for (const char *opener : {"addProvider", "editProvider", "addKey", "addModels"})
            QTest::newRow(opener) << named(opener);
    }

    void everyFocusableWidgetHasAName()
    {
        QFETCH(QString, opener);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        find<QPushButton>(qPrintable(opener))->click();
        m_client->settle();
        int walked = 0;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(named(widget->metaObject()->className()) + widget->objectName()));
        }
        QVERIFY(walked > 12);
        for (const QLabel *text : m_window->findChildren<QLabel *>())
            QCOMPARE(text->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(ProvidersPageTest)

#include "providers_page_test.moc"
