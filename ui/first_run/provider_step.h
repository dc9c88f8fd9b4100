#pragma once

#include <vector>

#include <QPointer>

#include "admin/admin_client.h"
#include "ui/first_run/setup_step.h"
#include "ui/pages/providers/preset_list.h"

namespace ui {

class AddProviderSheet;
class Button;
class SettingRow;
class SettingSection;

/// The first provider: one found here, one with a key, or the sandbox. The Providers page's own form adds and tests it.
/// Thread: main. `client` must outlive it.
class ProviderStep final : public SetupStep {
    Q_OBJECT
public:
    explicit ProviderStep(admin::AdminClient &client, QWidget *parent = nullptr);
    ~ProviderStep() override;
    Q_DISABLE_COPY_MOVE(ProviderStep)
    void refresh() override;
    QWidget *first() override;
    bool isReady() const override { return !m_names.isEmpty(); }

private:
    void addKinds();
    void addSandbox();
    void askOnce();
    void take(const base::Json &answer);
    void followKind();
    void openSheet(const PresetOffer &offer);
    void useSandbox();
    admin::AdminClient &m_client;
    std::vector<ProviderPreset> m_presets{};
    base::Json m_status = nullptr;
    QStringList m_names{}; ///< Of the providers there are, but for the sandbox.
    QStringList m_taken{}; ///< Of all of them.
    bool m_hasSandbox = false;
    SettingSection *m_there;
    SettingRow *m_thereRow;
    PresetList *m_kinds = nullptr;
    Button *m_setUp = nullptr;
    SettingSection *m_sandbox = nullptr;
    SettingRow *m_sandboxRow = nullptr;
    Button *m_useSandbox = nullptr;
    QPointer<AddProviderSheet> m_sheet{};
};

} // namespace ui
