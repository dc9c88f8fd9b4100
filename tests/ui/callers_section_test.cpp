#include <memory>

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/settings/callers_section.h"
#include "ui/pages/settings/list_field.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/part.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_area.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;
using base::Result;

/// A gateway that keeps lists, and knows one address that is none.
struct FakeDoor {
    FakeAdminClient client{};
    Json settings{{"allowed_addresses", {"192.168.1.0/24"}},
                  {"denied_addresses", Json::array()},
                  {"allowed_hosts", Json::array()},
                  {"allowed_origins", Json::array()},
                  {"trusted_proxies", Json::array()},
                  {"forwarded_header", "x-forwarded-for"},
                  {"metrics_open", false}};

    FakeDoor()
    {
        client.answers["settings.update"] = [this](const admin::AdminCall &call) -> Result<Json> {
            for (const Json &address : base::at(call.body, "allowed_addresses"))
                if (address == "10.0.0.300")
                    return base::fail(base::ErrorCode::Unprocessable,
                                      "'10.0.0.300' is no address or range: write 192.0.2.7, 192.0.2.0/24 or "
                                      "2001:db8::/32",
                                      "allowed_addresses");
            if (call.body.contains("metrics_open"))
                return base::fail(base::ErrorCode::Forbidden, "not you");
            settings.update(call.body);
            return settings;
        };
    }
};

ui::SettingRow *rowOf(QWidget *control)
{
    for (QWidget *at = control; at != nullptr; at = at->parentWidget())
        if (auto *row = qobject_cast<ui::SettingRow *>(at))
            return row;
    return nullptr;
}

} // namespace

/// Who may call, in the settings.
class CallersSectionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_door = std::make_unique<FakeDoor>();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 1200);
        m_section = new ui::CallersSection(m_door->client, m_window.get());
        m_section->resize(900, 1100);
        m_window->show();
        QVERIFY(!list("allowed_addresses")->area()->isEnabled()); // nobody knows yet
        m_section->setSettings(m_door->settings);
    }
    void cleanup()
    {
        m_window.reset();
        m_door.reset();
    }

    void whatHoldsIsShown()
    {
        QCOMPARE(list("allowed_addresses")->entries(), QStringList{u"192.168.1.0/24"_s});
        QCOMPARE(list("trusted_proxies")->entries(), QStringList());
        QVERIFY(!list("allowed_addresses")->act()->isVisible());
        QVERIFY(!list("allowed_addresses")->area()->accessibleName().isEmpty());
        for (const char *name :
             {"allowed_addresses", "denied_addresses", "allowed_hosts", "allowed_origins", "trusted_proxies"})
            QVERIFY2(rowOf(list(name))->matches({u"Nothing here"_s}), name); // what an empty one means
    }

    void aListIsKeptLineByLine()
    {
        QSignalSpy saved(m_section, &ui::CallersSection::saved);
        write("allowed_hosts", u"  router.lan \n\n desk.lan:8443\n"_s);
        QCOMPARE(m_door->client.count("settings.update"), 0); // to write is not to mean it
        save("allowed_hosts");
        QCOMPARE(base::dump(m_door->settings["allowed_hosts"]), R"(["router.lan","desk.lan:8443"])");
        QCOMPARE(m_door->client.last("settings.update")->body.size(), std::size_t{1});
        QCOMPARE(saved.count(), 1);
        QVERIFY(!list("allowed_hosts")->act()->isVisible());
        write("allowed_hosts", {});
        QTest::keyClick(list("allowed_hosts")->area(), Qt::Key_Return, Qt::ControlModifier);
        m_door->client.settle();
        QCOMPARE(base::dump(m_door->settings["allowed_hosts"]), "[]");
    }

    void whatIsRefusedStaysWithTheReason()
    {
        write("allowed_addresses", u"192.168.1.0/24\n10.0.0.300\n10.0.0.4"_s);
        save("allowed_addresses");
        ui::ListField *field = list("allowed_addresses");
        QVERIFY(rowOf(field)->error().startsWith(u"'10.0.0.300' is no address"_s));
        QVERIFY(field->area()->isInvalid());
        QCOMPARE(field->area()->textCursor().blockNumber(), 1);
        m_section->setSettings(m_door->settings); // the page asks again and again
        QCOMPARE(field->entries().size(), 3);
        write("allowed_addresses", u"10.0.0.3"_s);
        QVERIFY(rowOf(field)->error().isEmpty() && !field->area()->isInvalid());
        save("allowed_addresses");
        QCOMPARE(base::dump(m_door->settings["allowed_addresses"]), R"(["10.0.0.3"])");
    }

    void whatSomebodyTypesStaysAndEscapeBringsBackWhatHolds()
    {
        ui::ListField *field = list("denied_addresses");
        write("denied_addresses", u"10.1.0.0/16"_s);
        m_door->settings["denied_addresses"] = {"10.2.0.0/16"}; // somebody else
        m_section->setSettings(m_door->settings);
        QCOMPARE(field->entries(), QStringList{u"10.1.0.0/16"_s});
        QTest::keyClick(field->area(), Qt::Key_Escape);
        QCOMPARE(field->entries(), QStringList{u"10.2.0.0/16"_s});
        QVERIFY(!field->act()->isVisible());
    }

    void aLongListGrowsUpToWhereItScrolls()
    {
        ui::TextArea *area = list("allowed_origins")->area();
        const int least = area->height();
        write("allowed_origins", u"https://a.lan\nhttps://b.lan\nhttps://c.lan\nhttps://d.lan"_s);
        const int four = area->height();
        QVERIFY(four > least);
        write("allowed_origins", QStringList(200, u"https://a.lan"_s).join(u'\n'));
        QVERIFY(area->height() > four && area->height() < 6 * least);
    }

    void theHeaderOfProxiesIsChosen()
    {
        auto *header = part<ui::SegmentedControl>(*m_window, "forwardedHeader");
        QTest::keyClick(header, Qt::Key_End);
        m_door->client.settle();
        QCOMPARE(base::textOr(m_door->settings["forwarded_header"]), "forwarded");
        QCOMPARE(header->current(), 1);
    }

    void aRefusedSwitchIsAsItWas()
    {
        auto *metrics = part<ui::Switch>(*m_window, "metricsOpen");
        metrics->click();
        QVERIFY(metrics->pending());
        m_door->client.settle();
        QVERIFY(!metrics->isOn() && !metrics->pending());
        QVERIFY(!rowOf(metrics)->error().isEmpty());
    }

private:
    ui::ListField *list(const char *name) const { return part<ui::ListField>(*m_window, name); }
    void write(const char *name, const QString &text)
    {
        list(name)->area()->setFocus();
        list(name)->area()->setPlainText(text);
    }
    void save(const char *name)
    {
        list(name)->act()->click();
        m_door->client.settle();
    }
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeDoor> m_door;
    std::unique_ptr<QWidget> m_window;
    ui::CallersSection *m_section = nullptr;
};

QTEST_MAIN(CallersSectionTest)

#include "callers_section_test.moc"
