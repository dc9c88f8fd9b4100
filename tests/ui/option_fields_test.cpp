#include "ui/pages/providers/option_fields.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/form_field.h"

namespace {

using namespace Qt::Literals::StringLiterals;

const std::vector<ui::ProviderOption> kOptions{
    {.name = u"project"_s, .label = u"Project"_s, .required = true},
    {.name = u"region"_s, .label = u"Region"_s, .initial = u"global"_s, .required = true},
    {.name = u"flavour"_s, .label = u"Flavour"_s, .hint = u"What it tastes of"_s}};

} // namespace

/// What a kind of provider asks for besides its address.
class OptionFieldsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAskedIsNothingShown()
    {
        ui::OptionFields fields;
        fields.setOptions({});
        QVERIFY(fields.isHidden());
        QVERIFY(!fields.check());
        QVERIFY(fields.value().empty());
    }
    void eachHasItsField()
    {
        ui::OptionFields fields;
        fields.setOptions(kOptions, {{u"project"_s, u"p-1"_s}});
        QVERIFY(!fields.isHidden());
        QCOMPARE(fields.findChildren<ui::FormField *>().size(), 3);
        QVERIFY(!fields.check());
        const std::map<QString, QString> want{{u"project"_s, u"p-1"_s}, {u"region"_s, u"global"_s}};
        QCOMPARE(fields.values(), want);
        QCOMPARE(ui::filledAddress(u"https://{region}.x/{project}"_s, want), u"https://global.x/p-1"_s);
    }
    void whatIsWrongIsSaidAtTheField()
    {
        ui::OptionFields fields;
        fields.setOptions(kOptions);
        auto *project = fields.findChild<QLineEdit *>(u"option_project"_s);
        auto *region = fields.findChild<QLineEdit *>(u"option_region"_s);
        QVERIFY(project && region);
        QCOMPARE(fields.check(), static_cast<QWidget *>(project));
        project->setText(u" p-1 "_s);
        region->setText(u"a/b"_s);
        QCOMPARE(fields.check(), static_cast<QWidget *>(region));
        QSignalSpy edited(&fields, &ui::OptionFields::edited);
        QTest::keyClick(region, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(region, u"eu-1"_s);
        QVERIFY(edited.count() > 0);
        QVERIFY(!fields.check());
    }
    void placesInAnAddressAreNoMistake()
    {
        QVERIFY(ui::addressProblem(u"https://{region}-ai.example.com/v1/projects/{project}"_s).isEmpty());
        QVERIFY(!ui::addressProblem(u"https://{Region}.example.com"_s).isEmpty());
    }
};

QTEST_MAIN(OptionFieldsTest)
#include "option_fields_test.moc"
