#include <memory>

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/settings/address_section.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/part.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/switch.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;
using base::Result;

constexpr auto kFirst = "AB:CD:01";
constexpr auto kSecond = "EF:23:45";

/// A gateway that listens where it is told to, but lets nobody else read along unless somebody insists.
struct FakeListener {
    FakeAdminClient client{};
    Json wished{{"address", "127.0.0.1"}, {"port", 4141}, {"tls", false}, {"plain_http", false}};
    std::string fingerprint = kFirst;
    bool madeHere = true;
    Json settings{{"certificate_file", ""}, {"certificate_key_file", ""}};

    FakeListener()
    {
        client.answers["settings.rebind"] = [this](const admin::AdminCall &call) { return rebind(call.body); };
        client.answers["settings.update"] = [this](const admin::AdminCall &call) { return update(call.body); };
        client.answers["certificate.get"] = [this](const auto &) -> Result<Json> { return certificate(); };
        client.answers["certificate.reload"] = [this](const auto &) -> Result<Json> { return certificate(); };
        client.answers["certificate.make"] = [this](const auto &) -> Result<Json> {
            fingerprint = kSecond;
            return certificate();
        };
    }

    Result<Json> update(const Json &body)
    {
        if (body["certificate_key_file"] == "/tmp/open.key")
            return base::fail(base::ErrorCode::Unprocessable, "/tmp/open.key can be read by others",
                              "certificate_key_file");
        settings.update(body);
        return settings;
    }

    Result<Json> rebind(const Json &body)
    {
        if (body["address"] != "127.0.0.1" && body["tls"] == false && body["plain_http"] == false)
            return base::fail(base::ErrorCode::Unprocessable, "plain HTTP would let everybody read", "address");
        wished.update(body);
        return Json{{"listening", Json::array()}};
    }

    Json certificate() const
    {
        return {{"fingerprint", fingerprint},
                {"names", {"192.168.1.5", "desk"}},
                {"not_after", "2029-02-20T12:00:00Z"},
                {"days_left", 820},
                {"made_here", madeHere},
                {"file", "/etc/ssl/<b>own</b>.pem"},
                {"certificate", "-----BEGIN CERTIFICATE-----"}};
    }

    Json status() const
    {
        const bool outside = wished["address"] != "127.0.0.1";
        const bool tls = wished["tls"] == true;
        return {{"wished", wished},
                {"listening", {"http://127.0.0.1:4141", "https://192.168.1.5:4141"}},
                {"problem", nullptr},
                {"network",
                 {{"reachable", outside ? "network" : "this_computer"},
                  {"tls", tls},
                  {"certificate", tls ? Json{{"fingerprint", fingerprint}} : Json(nullptr)}}}};
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

/// Who can reach the gateway, over what, and with which certificate: in the settings.
class ReachRowsTest final : public QObject {
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
        m_gateway = std::make_unique<FakeListener>();
        m_window = std::make_unique<QWidget>();
        m_section = new ui::AddressSection(m_gateway->client, m_window.get());
        m_section->addReach();
        m_window->resize(1000, 800);
        m_section->resize(900, 700);
        m_window->show();
        QVERIFY(!reach()->isEnabled() && !tls()->isEnabled()); // nobody knows yet
        poll();
    }
    void cleanup()
    {
        m_window.reset();
        m_gateway.reset();
    }

    void whatHoldsIsShown()
    {
        QCOMPARE(reach()->currentText(), u"This computer only"_s);
        QCOMPARE(reach()->count(), 2);
        QVERIFY(!tls()->isOn());
        QVERIFY(!part<QLabel>(*m_window, "fingerprint")->isVisible());
        QVERIFY(rowOf(part<QLabel>(*m_window, "address"))->matches({u"Only programs on this computer"_s}));
    }

    void plainHttpForOthersHasToBeInsistedOn()
    {
        QSignalSpy moved(m_section, &ui::AddressSection::moved);
        choose(1);
        QVERIFY(rowOf(reach())->error().startsWith(u"In plain HTTP everybody"_s));
        QCOMPARE(reach()->currentIndex(), 0); // as it holds
        QVERIFY(button("reachOverTls")->isVisible() && button("reachInPlain")->isVisible());
        QVERIFY(!button("endTls")->isVisible());
        QCOMPARE(moved.count(), 0);
        click("reachInPlain");
        QCOMPARE(base::dump(m_gateway->wished),
                 base::dump(Json{{"address", "0.0.0.0"}, {"port", 4141}, {"tls", false}, {"plain_http", true}}));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].toString(), u"Others can reach it now, in plain HTTP"_s);
        QVERIFY(rowOf(reach())->error().isEmpty() && !button("reachInPlain")->isVisible());
        QCOMPARE(reach()->currentIndex(), 1);
        choose(0);
        QCOMPARE(base::dump(m_gateway->wished["plain_http"]), "false"); // the next time it is asked anew
    }

    void orItIsEncryptedInOneClick()
    {
        choose(1);
        click("reachOverTls");
        poll();
        QCOMPARE(base::dump(m_gateway->wished),
                 base::dump(Json{{"address", "0.0.0.0"}, {"port", 4141}, {"tls", true}, {"plain_http", false}}));
        QVERIFY(tls()->isOn());
        QVERIFY(rowOf(part<QLabel>(*m_window, "address"))->matches({u"https://192.168.1.5:4141"_s}));
        tls()->click();
        m_gateway->client.settle();
        QVERIFY(tls()->isOn() && !tls()->pending()); // as it holds
        QVERIFY(button("endTls")->isVisible() && !button("reachInPlain")->isVisible());
        click("endTls");
        QVERIFY(!tls()->isOn());
        QCOMPARE(base::dump(m_gateway->wished["plain_http"]), "true");
    }

    void anotherAddressIsShownAndKept()
    {
        m_gateway->wished["address"] = "192.168.1.5";
        poll();
        QCOMPARE(reach()->currentText(), u"192.168.1.5"_s);
        tls()->click();
        m_gateway->client.settle();
        QCOMPARE(base::textOr(m_gateway->wished["address"]), "192.168.1.5");
        QVERIFY(tls()->isOn());
        choose(2);
        QCOMPARE(m_gateway->client.count("settings.rebind"), 1); // it is there already
        choose(0);
        QCOMPARE(reach()->count(), 2);
    }

    void whatIsNoPlaceSaysWhy()
    {
        m_gateway->client.answers["settings.rebind"] = [](const auto &) -> Result<Json> {
            return base::fail(base::ErrorCode::Conflict, "port 4141 is used by nginx", "port");
        };
        choose(1);
        QCOMPARE(rowOf(reach())->error(), u"port 4141 is used by nginx"_s);
        QVERIFY(!button("reachInPlain")->isVisible());
    }

    void theCertificateIsThereWithTls()
    {
        encrypt();
        auto *fingerprint = part<QLabel>(*m_window, "fingerprint");
        QVERIFY(fingerprint->isVisible());
        QCOMPARE(fingerprint->text(), QString::fromLatin1(kFirst));
        QVERIFY(rowOf(fingerprint)->matches({u"Good until"_s, u"2029"_s, u"Made here"_s, u"desk"_s}));
        click("copyFingerprint");
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(kFirst));
        click("copyCertificate");
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"-----BEGIN"_s));
        const int asked = m_gateway->client.count("certificate.get");
        poll();
        QCOMPARE(m_gateway->client.count("certificate.get"), asked); // it is known
        QVERIFY(!m_section->filter({u"nothing of the kind"_s}));
        QVERIFY(m_section->filter({u"PEM"_s}));
        QVERIFY(!fingerprint->isVisible() && button("copyCertificate")->isVisible());
        m_gateway->wished["tls"] = false;
        poll();
        QVERIFY(!button("copyCertificate")->isVisible());
    }

    void aNewCertificateIsMadeAtTheSecondPress()
    {
        encrypt();
        click("renewCertificate");
        QCOMPARE(m_gateway->client.count("certificate.make"), 0);
        QCOMPARE(button("renewCertificate")->text(), u"Replace the one of now"_s);
        click("renewCertificate");
        QCOMPARE(part<QLabel>(*m_window, "fingerprint")->text(), QString::fromLatin1(kSecond));
        QCOMPARE(button("renewCertificate")->text(), u"Make a new one"_s);
    }

    void oneFromFilesIsReadAnew()
    {
        m_gateway->madeHere = false;
        encrypt();
        QVERIFY(rowOf(part<QLabel>(*m_window, "fingerprint"))->matches({u"From /etc/ssl/<b>own</b>.pem"_s}));
        QCOMPARE(button("renewCertificate")->text(), u"Read it anew"_s);
        click("renewCertificate");
        QCOMPARE(m_gateway->client.count("certificate.reload"), 1);
        QCOMPARE(m_gateway->client.count("certificate.make"), 0);
    }

    void oneOfOnesOwnComesFromFiles()
    {
        encrypt();
        m_section->setSettings(m_gateway->settings);
        auto *certificate = part<QLineEdit>(*m_window, "certificateFile");
        auto *key = part<QLineEdit>(*m_window, "certificateKeyFile");
        QVERIFY(certificate->isVisible() && !button("saveCertificateFiles")->isVisible());
        certificate->setText(u"/tmp/own.pem"_s);
        key->setText(u"/tmp/open.key"_s);
        click("saveCertificateFiles");
        m_section->setSettings(m_gateway->settings); // the page asks again and again
        QCOMPARE(rowOf(key)->error(), u"/tmp/open.key can be read by others"_s);
        QCOMPARE(certificate->text(), u"/tmp/own.pem"_s);
        key->clear();
        QVERIFY(rowOf(key)->error().isEmpty());
        QTest::keyClick(key, Qt::Key_Return);
        m_gateway->client.settle();
        QCOMPARE(base::dump(m_gateway->settings), R"({"certificate_file":"/tmp/own.pem","certificate_key_file":""})");
        QVERIFY(!button("saveCertificateFiles")->isVisible());
    }

private:
    QComboBox *reach() const { return part<QComboBox>(*m_window, "reach"); }
    ui::Switch *tls() const { return part<ui::Switch>(*m_window, "tls"); }
    QPushButton *button(const char *name) const { return part<QPushButton>(*m_window, name); }
    void click(const char *name)
    {
        button(name)->click();
        m_gateway->client.settle();
    }
    void choose(int index)
    {
        reach()->setCurrentIndex(index);
        Q_EMIT reach()->activated(index);
        m_gateway->client.settle();
    }
    void poll()
    {
        m_section->setStatus(m_gateway->status());
        m_gateway->client.settle();
    }
    void encrypt()
    {
        m_gateway->wished["tls"] = true;
        poll();
    }
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeListener> m_gateway;
    std::unique_ptr<QWidget> m_window;
    ui::AddressSection *m_section = nullptr;
};

QTEST_MAIN(ReachRowsTest)

#include "reach_rows_test.moc"
