#pragma once

#include <memory>

#include "admin/admin_client.h"
#include "ui/first_run/setup_step.h"
#include "ui/widgets/secret_clipboard.h"

namespace ui {

class CallWatch;
class ConnectFlow;
class SnippetCard;
class TargetCard;

/// A key, the lines that use it, and the wait for the first call: the cards of the Connect page.
/// Thread: main. `client` must outlive it.
class FirstCallStep final : public SetupStep {
    Q_OBJECT
public:
    explicit FirstCallStep(admin::AdminClient &client, QWidget *parent = nullptr);
    ~FirstCallStep() override;
    Q_DISABLE_COPY_MOVE(FirstCallStep)
    void refresh() override;
    QWidget *first() override;

private:
    SecretClipboard m_clipboard;
    TargetCard *m_target;
    SnippetCard *m_card;
    CallWatch *m_watch;
    std::unique_ptr<ConnectFlow> m_flow;
};

} // namespace ui
