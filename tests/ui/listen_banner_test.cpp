#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/shell/listen_banner.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;

base::Json taken()
{
    return {{"problem",
             {{"code", "port_in_use"},
              {"port", 4141},
              {"holder", {{"pid", 812}, {"name", "<b>nginx</b>"}}},
              {"suggestion", 4142}}},
            {"wished", {{"address", "127.0.0.1"}, {"port", 4141}}}};
}

} // namespace

/// Nothing listens: the window says who has the port and offers another.
class ListenBannerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void itIsThereOnlyWhileNothingListens()
    {
        QWidget window;
        FakeAdminClient client;
        client.answers["status.get"] = [](const auto &) -> base::Result<base::Json> { return base::Json::object(); };
        ui::ListenBanner banner(client, &window);
        window.show();
        QVERIFY(!banner.isVisible());
        client.settle();
        QVERIFY(client.log.empty()); // and asks nothing meanwhile
        client.moveTo({});
        QVERIFY(banner.isVisible());
        QTRY_VERIFY(!client.log.empty());
        QVERIFY(!banner.findChild<QPushButton *>(u"useOtherPort"_s)->isVisible()); // none is known
        client.moveTo(u"http://127.0.0.1:4142"_s);
        QVERIFY(!banner.isVisible());
    }

    void itNamesTheHolderAndTakesTheFreePort()
    {
        QWidget window;
        FakeAdminClient client;
        client.address.clear();
        client.answers["status.get"] = [](const auto &) -> base::Result<base::Json> { return taken(); };
        std::vector<int> asked;
        bool free = false;
        client.answers["settings.rebind"] = [&](const admin::AdminCall &call) -> base::Result<base::Json> {
            asked.push_back(static_cast<int>(base::integerOr(base::at(call.body, "port"))));
            if (!free)
                return base::fail(base::ErrorCode::Conflict, "taken again");
            client.moveTo(u"http://127.0.0.1:4142"_s);
            return base::Json::object();
        };
        ui::ListenBanner banner(client, &window);
        QSignalSpy failed(&banner, &ui::ListenBanner::failed);
        QSignalSpy moved(&banner, &ui::ListenBanner::moved);
        window.show();
        auto *other = banner.findChild<QPushButton *>(u"useOtherPort"_s);
        auto *again = banner.findChild<QPushButton *>(u"tryPortAgain"_s);
        QTRY_VERIFY(other->isVisible());
        QCOMPARE(other->text(), u"Use port 4142 instead"_s);
        const auto *words = banner.findChild<QLabel *>(u"listenWords"_s);
        QCOMPARE(words->text(), u"<b>nginx</b> (process 812) has port 4141, so no program can call the gateway."_s);
        QCOMPARE(words->textFormat(), Qt::PlainText);
        again->click();
        QTRY_COMPARE(failed.size(), 1);
        free = true;
        other->click();
        QVERIFY(!other->isEnabled()); // once is enough
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(asked, (std::vector<int>{4141, 4142}));
        QVERIFY(!banner.isVisible());
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
};

QTEST_MAIN(ListenBannerTest)

#include "listen_banner_test.moc"
