#pragma once

#include <cstdint>
#include <optional>

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/providers/preset_list.h"

class QRadioButton;
class QStackedWidget;

namespace ui {

class ConnectionTest;
class KeyEntry;
class LineEdit;
class ModelChoice;
class OptionFields;
class SegmentedControl;
class Stepper;

/// Adds a provider in three steps: which, where and with what key, and which of its models. The connection is tested
/// before anything is kept.
/// Thread: main. `client` must outlive it.
class AddProviderSheet final : public FormSheet {
    Q_OBJECT
public:
    /// What the sheet has to know of the page it was opened from.
    struct Start {
        std::vector<ProviderPreset> presets{};
        QStringList takenNames{};
        base::Json status = nullptr;        ///< Of `status.get`, for the state of the keychain.
        std::optional<PresetOffer> offer{}; ///< Chosen already: the sheet begins with its connection.
    };

    AddProviderSheet(admin::AdminClient &client, QWidget &window, Start start);

Q_SIGNALS:
    void added(const QString &id, const QString &name);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    enum class Step : std::uint8_t { Kind, Connection, Models };
    enum class Tested : std::uint8_t { No, Works, Fails };
    QWidget *makeConnection();
    QWidget *makeModels();
    void scan();
    void choose(const PresetOffer &offer);
    void go(Step step);
    void showAct();
    bool checkConnection();
    void test();
    void forgetTest();
    void create();
    QString freeName(const QString &label) const;
    bool isSandbox() const;
    base::Json connection() const;

    admin::AdminClient &m_client;
    Start m_start;
    PresetOffer m_offer{};
    Step m_step = Step::Kind;
    Tested m_tested = Tested::No;
    bool m_continueWhenTested = false;
    Stepper *m_stepper;
    QStackedWidget *m_pages;
    PresetList *m_kinds;
    Button *m_back;
    LineEdit *m_name = nullptr;
    LineEdit *m_address = nullptr;
    OptionFields *m_options = nullptr;
    SegmentedControl *m_outbound = nullptr;
    FormField *m_outboundField = nullptr;
    KeyEntry *m_key = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_addressField = nullptr;
    FormField *m_keyField = nullptr;
    Button *m_keyLink = nullptr;
    ConnectionTest *m_test = nullptr;
    QRadioButton *m_any = nullptr;
    QRadioButton *m_only = nullptr;
    ModelChoice *m_models = nullptr;
};

} // namespace ui
